using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Random request bodies: the response is a whole envelope and never a server error.</summary>
internal sealed class RandomBodyTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Requests = 3_000;

    private static readonly string[] Attributes =
    [
        "name",
        "role",
        "active",
        "overlap_minutes",
        "id",
        "secret_hash",
        "organization_id",
    ];

    private static readonly string[] Leaves =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1e999",
        "0.1",
        "123456789012345678901234567890",
        "\"\"",
        "\"n\"",
        "\"organization_admin\"",
        "\"system_admin\"",
        "\"'; DROP TABLE api_keys; --\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\u202e\u0007\"",
        $"\"{new string('x', 101)}\"",
        "[]",
        "{}",
        "NaN",
        "'n'",
    ];

    [Test]
    public async Task Random_bodies_are_answered_without_server_errors()
    {
        var (service, key) = await Start();
        await using var _ = service;
        (string Method, string Route)[] routes =
        [
            .. (await ServiceRoutes.OfTheApi()).Where(route => route.Method is "POST" or "PUT"),
        ];
        var statuses = new HashSet<HttpStatusCode>();

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Requests),
            Prop.ForAll(
                (
                    from route in Gen.Elements(routes)
                    from body in Gen.Frequency(
                        (6, Key().Select(Encoding.UTF8.GetBytes)),
                        (1, Json(4).Select(Encoding.UTF8.GetBytes)),
                        (1, Bytes())
                    )
                    select (route, body)
                ).ToArbitrary(),
                async request =>
                {
                    statuses.Add(await Send(service, key, request.route, request.body));
                }
            )
        );

        Assert.That(
            statuses,
            Is.SupersetOf(new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity })
        );
        Assert.That(service.Log.Lines, Has.None.StartsWith("Error ").And.Not.Empty);
    }

    [TestCase("deep", HttpStatusCode.BadRequest)]
    [TestCase("deep in order", HttpStatusCode.BadRequest)]
    [TestCase("invalid UTF-8", HttpStatusCode.BadRequest)]
    [TestCase("overlong UTF-8", HttpStatusCode.BadRequest)]
    [TestCase("byte order mark", HttpStatusCode.BadRequest)]
    [TestCase("UTF-16", HttpStatusCode.BadRequest)]
    [TestCase("many attributes", HttpStatusCode.UnprocessableEntity)]
    [TestCase("10 MB", HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_hostile_body_is_refused(string kind, HttpStatusCode expected)
    {
        var (service, key) = await Start();
        await using var _ = service;
        var body = kind switch
        {
            "deep" => Encoding.UTF8.GetBytes(new string('[', 20_000)),
            "deep in order" => Encoding.UTF8.GetBytes($"{new string('[', 20_000)}{new string(']', 20_000)}"),
            "invalid UTF-8" => [.. "{\"api_key\":{\"name\":\""u8, 0xff, 0xfe, .. "\"}}"u8],
            "overlong UTF-8" => [.. "{\"api_key\":{\"name\":\""u8, 0xc0, 0xa7, .. "\"}}"u8],
            "byte order mark" => [0xef, 0xbb, 0xbf, .. "{\"api_key\":{\"name\":\"n\"}}"u8],
            "UTF-16" => Encoding.Unicode.GetBytes("{\"api_key\":{\"name\":\"n\"}}"),
            "many attributes" => Encoding.UTF8.GetBytes(
                $"{{\"api_key\":{{{string.Join(',', Enumerable.Range(0, 5_000).Select(number => $"\"{number}\":0"))}}}}}"
            ),
            _ => Encoding.UTF8.GetBytes($"{{\"api_key\":{{\"name\":\"{new string('x', 10_000_000)}\"}}}}"),
        };
        using var request = Request(key, ("POST", Routes.ApiKeys), body);
        // The server can respond to a long body and close the connection before the whole body is sent.
        request.Headers.ExpectContinue = body.Length > 1_000_000;

        Assert.That(await service.SendHostile(request), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_chunked_body_over_the_limit_is_not_read_to_its_end()
    {
        var (service, key) = await Start();
        await using var _ = service;
        using var request = Request(key, ("POST", Routes.ApiKeys), new byte[10_000_000]);
        request.Headers.TransferEncodingChunked = true;
        try
        {
            Assert.That(await service.SendHostile(request), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException)
        {
            // The server closed the connection while the client was still sending.
        }

        using var next = await service.Get(Routes.ApiKeys, key);
        await service.Stop();

        Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(service.Log.Lines, Has.Some.Contains("responded 413"));
    }

    private async Task<(RunningService, string)> Start()
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        var service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["RateLimiting:ChangesPerMinutePerKey"] = "0"
        );
        return (service, key);
    }

    private static async Task<HttpStatusCode> Send(
        RunningService service,
        string key,
        (string Method, string Route) route,
        byte[] body
    )
    {
        // Changes apply to the second key, because the first one sends the requests.
        using var request = Request(key, (route.Method, ServiceRoutes.WithIds(route.Route, 1, 2)), body);
        return await service.SendHostile(request);
    }

    private static HttpRequestMessage Request(string key, (string Method, string Path) route, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return request;
    }

    /// <summary>A body in the form of an API key; some are valid.</summary>
    private static Gen<string> Key() =>
        from count in Gen.Choose(0, 3)
        from attributes in Gen.ArrayOf(Attribute(), count)
        from root in Gen.Frequency((9, Gen.Constant("api_key")), (1, Gen.Constant("API_KEY")))
        select $"{{\"{root}\":{{{string.Join(',', attributes)}}}}}";

    private static Gen<string> Attribute() =>
        from name in Gen.Elements(Attributes)
        from value in Gen.Frequency((4, Gen.Elements(Leaves)), (1, Json(3)))
        select $"\"{name}\":{value}";

    /// <summary>JSON of at most this depth, not always well-formed.</summary>
    private static Gen<string> Json(int depth) =>
        depth == 0
            ? Gen.Elements(Leaves)
            : Gen.Frequency(
                (2, Gen.Elements(Leaves)),
                (1, Gen.ListOf(Json(depth - 1)).Select(items => $"[{string.Join(',', items.Take(4))}]")),
                (
                    1,
                    Gen.ListOf(Json(depth - 1))
                        .Select(items =>
                            $"{{{string.Join(',', items.Take(4).Select((item, index) => $"\"{index / 2}\":{item}"))}}}"
                        )
                ),
                (1, Json(depth - 1).Select(inner => inner[..(inner.Length / 2)]))
            );

    private static Gen<byte[]> Bytes() =>
        Gen.ListOf(Gen.Choose(0, 255)).Select(bytes => bytes.Select(value => (byte)value).ToArray());
}
