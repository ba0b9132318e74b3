using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Api.Responses;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Http;

/// <summary>Every query string, valid or not, gets a complete envelope and never a server error.</summary>
internal sealed class RandomQueryTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Requests = 10_000;

    private static readonly HttpStatusCode[] Allowed =
    [
        HttpStatusCode.OK,
        HttpStatusCode.BadRequest,
        HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden,
        HttpStatusCode.NotFound,
    ];

    private static readonly string[] Names =
    [
        .. JobFilters.List.Filters.Select(filter => filter.Name),
        PageParameters.Page,
        PageParameters.PerPage,
        PageParameters.PageToken,
        PageParameters.Fields,
        .. ListFormats.Parameters.Select(parameter => parameter.Name),
        PageParameters.OrderBy,
    ];

    private static readonly string[] Values =
    [
        "",
        "0",
        "1",
        "-1",
        "2000",
        "2001",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "1404394620",
        "-62135596800",
        "253402300799",
        "253402300800",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2024-02-29T23:59:60+02:00",
        "2014-07-03T13:37:00+14:00",
        "failed",
        "failed,PAUSED,,",
        "' OR 1=1; DROP TABLE jobs --",
        "@organizationId",
        "%",
        "\0",
        "\ud800",
        "ﬁnished",
        "AQAAAAAAAAACKbPHxZT0B3vbJgzYz04FDx==",
        new('a', 500),
        string.Join(',', Enumerable.Range(1, 100)),
    ];

    /// <summary>Valid parameters, so that enough requests pass validation and reach the database.</summary>
    private static readonly string[] ValidParameters =
    [
        .. JobFilters.List.Filters.Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Example)}"),
        "begins_at__after=-1",
        "finished_at__after=1969-12-31T23:59:59.5Z",
        "finished_at__before=4000000000",
        "state=scheduled,failed",
        $"{PageParameters.Page}=1",
        $"{PageParameters.PerPage}=7",
        $"{PageParameters.PageToken}=",
        "_=1",
        .. JobFilters.List.Orders.Select(order => $"{PageParameters.OrderBy}={order}"),
    ];

    /// <summary>Parameters with known or random names and values, including bytes that are not valid UTF-8.</summary>
    private static readonly Gen<string> Parameter = Gen.Frequency(
        (4, Gen.Elements(ValidParameters)),
        (
            1,
            from name in Gen.Frequency((8, Gen.Elements(Names)), (1, Bytes()))
            from value in Gen.Frequency((5, Gen.Elements(Values).Select(Encoded)), (2, Bytes()))
            from separator in Gen.Frequency((9, Gen.Constant("=")), (1, Gen.Constant("")))
            select $"{name}{separator}{value}"
        )
    );

    [Test]
    public async Task Ten_thousand_random_queries_get_a_valid_envelope_and_no_server_error()
    {
        await Database.AddOrganizations(1, 2);
        await Database.AddJobs(Enumerable.Range(1, 50).Select(id => JobBuilder.Job(id, (id % 2) + 1)));
        string?[] keys =
        [
            await Database.AddKey(1, ApiKeyRole.SystemAdmin),
            await Database.AddKey(2),
            $"2:{new string('0', ApiKeySecret.Length)}",
            null,
        ];
        string[] paths =
        [
            .. (await ServiceRoutes.ToGet()).SelectMany(route =>
                new[] { 1, 2, 4711 }.Select(id => ServiceRoutes.WithIds(route, id, id))
            ),
        ];
        await using var service = await RunningService.Start(Database);
        var next = (
            await Envelope.Of(await service.Get($"{Routes.All}?page_token=&per_page=1", keys[0]))
        ).NextPageToken;
        var token = Gen.Constant($"{PageParameters.PageToken}={next}");
        var answeredLists = 0;
        var requests =
            from path in Gen.Elements(paths)
            from length in Gen.Choose(0, 4)
            from parameters in Gen.ArrayOf(Gen.Frequency((9, Parameter), (1, token)), length)
            let query = string.Join('&', parameters)
            from key in Gen.Frequency((8, Gen.Elements(keys[..2])), (1, Gen.Elements(keys[2..])))
            select (path, query, key);

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Requests),
            Prop.ForAll(
                requests.ToArbitrary(),
                async request =>
                {
                    using var response = await service.Get($"{request.path}?{request.query}", request.key);
                    Assert.That(
                        response.StatusCode,
                        Is.AnyOf(AllowedFor(isValid: Array.IndexOf(keys, request.key) < 2))
                    );
                    var answer = await Envelope.Of(response);
                    answeredLists +=
                        answer.Success
                        && request.query.Length > 0
                        && (request.path.Contains("/jobs/all") || request.path.Contains("/jobs/unfinished"))
                            ? 1
                            : 0;
                }
            )
        );

        Assert.That(answeredLists, Is.GreaterThan(Requests / 20), "Too few requests reached the database.");

        Assert.That(service.Log.Lines, Has.None.StartsWith("Error ").And.Not.Empty);
    }

    /// <summary>Invalid credentials are rate limited after some failures; valid credentials are not.</summary>
    private static HttpStatusCode[] AllowedFor(bool isValid) =>
        isValid ? Allowed : [.. Allowed, HttpStatusCode.TooManyRequests];

    private static Gen<string> Bytes() =>
        Gen.ListOf(Gen.Choose(0, 255)).Select(bytes => string.Concat(bytes.Take(20).Select(value => $"%{value:X2}")));

    private static string Encoded(string value) =>
        string.Concat(Encoding.UTF8.GetBytes(value).Select(character => $"%{character:X2}"));
}
