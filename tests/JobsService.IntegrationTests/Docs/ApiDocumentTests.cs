using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JobsService.Api.Admission;
using JobsService.Api.Jobs;
using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Faults;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.JobChanges;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.OpenApi;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The document, its page and the sample requests say what the service does.</summary>
internal sealed partial class ApiDocumentTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const long Unknown = 4711;

    private RunningService _service = null!;
    private string _systemAdmin = null!;
    private string _organizationAdmin = null!;

    [SetUp]
    public async Task Start()
    {
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _organizationAdmin = await Database.AddKey(1);
        await PublishedExample.Insert(Database);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_route_of_the_api_is_in_the_document()
    {
        Assert.That(
            (await Operations()).Select(operation => (operation.Method, operation.Route)),
            Is.EquivalentTo(await ServiceRoutes.OfTheApi())
        );
    }

    [Test]
    public async Task The_document_has_403_for_changes_and_for_exactly_the_routes_that_not_every_key_may_use()
    {
        foreach (var (method, route, operation) in await Operations())
        {
            var path = ServiceRoutes.WithIds(route, organizationId: 1, id: 1);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Authorization = RunningService.Basic(_organizationAdmin);
            request.Content = JsonContent.Create(
                new { api_key = new { name = "n", role = ApiKeyRoleName.SystemAdmin } }
            );
            using var response = await _service.Client.SendAsync(request);

            Assert.That(
                operation["responses"]!["403"] is not null,
                Is.EqualTo(response.StatusCode == HttpStatusCode.Forbidden || method != "GET"),
                $"{method} {route}"
            );
        }
    }

    [Test]
    public async Task The_document_lists_exactly_the_parameters_that_a_route_accepts()
    {
        var routes = (await ServiceRoutes.All()).ToDictionary(
            route => (route.Method, route.Template),
            route => route.Endpoint.Metadata.GetMetadata<AllowedParameters>()
        );
        foreach (var (method, route, operation) in await Operations())
        {
            var documented = (operation["parameters"]?.AsArray() ?? [])
                .Where(parameter => (string?)parameter!["in"] == "query")
                .Select(parameter => (string?)parameter!["name"]);

            Assert.That(routes[(method, route)]!.Names, Is.EqualTo(documented), $"{method} {route}");
        }
    }

    [Test]
    public async Task The_document_has_404_for_a_route_of_one_item_without_an_id()
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
                builder
                    .Services.AddMvcCore()
                    .ConfigureApplicationPartManager(parts =>
                        parts.FeatureProviders.Add(new OneController(typeof(Newest)))
                    )
        );
        using var response = await service.Get("/openapi/v2.json");
        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That(document["paths"]!["/reports/newest"]!["get"]!["responses"]!["404"], Is.Not.Null);
    }

    [Test]
    public async Task The_document_is_served_as_OpenAPI_3_1_to_anybody()
    {
        using var response = await _service.Get("/openapi/v2.json");

        var parsed = OpenApiDocument.Parse(await response.Content.ReadAsStringAsync(), "json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(parsed.Diagnostic!.SpecificationVersion, Is.EqualTo(OpenApiSpecVersion.OpenApi3_1));
            Assert.That(parsed.Diagnostic.Errors, Is.Empty);
            Assert.That(parsed.Diagnostic.Warnings, Is.Empty);
            Assert.That(parsed.Document!.Paths, Is.Not.Empty);
        }
    }

    [Test]
    public async Task Every_example_is_an_answer_of_the_service()
    {
        await Database.AddOrganizations(2);
        await Database.AddJobs(Job(2, 2));
        await using var limited = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Jobs:MaxUnpagedRecords"] = "1"
        );
        await using var tight = await RunningService.Start(
            Database,
            configure: builder => builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 10)
        );
        await using var broken = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton(BrokenJobRepository.With(HttpStatusCode.InternalServerError))
        );
        broken.Client.DefaultRequestHeaders.Add("X-Request-Id", "f6e40d578ed1d9c418cca45e1b7fe532");
        await using var away = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton(BrokenJobRepository.With(HttpStatusCode.ServiceUnavailable))
        );
        string[] answers =
        [
            await Answer(_service, Routes.All, _organizationAdmin),
            await Answer(_service, $"{Routes.All}?per_page=100", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?page_token=", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?page=x", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?per_page=2001", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?per-page=100", _organizationAdmin),
            await Answer(_service, $"{Routes.Job(1)}?state=failed", _organizationAdmin),
            await Answer(_service, $"{Routes.Changes}?limit=0", _organizationAdmin),
            await Answer(_service, $"{Routes.Events}?cursor=&cursor=", _organizationAdmin),
            WithoutCursor(
                await Answer(_service, $"{Routes.Changes}?cursor={Cursors.BeforeAll(1)}", _organizationAdmin)
            ),
            await Answer(_service, $"{Routes.Changes}?cursor={Cursors.At(1, long.MaxValue)}", _organizationAdmin),
            await NotAcceptable(),
            await Answer(limited, Routes.All, _systemAdmin),
            await Answer(_service, Routes.Job(1), _organizationAdmin),
            await Answer(_service, Routes.Job(Unknown), _organizationAdmin),
            await Answer(_service, Routes.AllOf(1), _organizationAdmin),
            await Answer(_service, Routes.All, key: null),
            await Answer(broken, Routes.All, _organizationAdmin),
            await Answer(away, Routes.All, _organizationAdmin),
            await Posted(_service, "{", MediaTypeNames.Application.Json, _organizationAdmin),
            await Posted(_service, "{}", MediaTypeNames.Text.Plain, _organizationAdmin),
            await Posted(tight, """{"api_key":{}}""", MediaTypeNames.Application.Json, _organizationAdmin),
            await Answer(_service, Routes.ApiKey(1), _systemAdmin, HttpMethod.Delete),
            await Throttled(),
            await Late(),
            .. await AnswersAboutKeys(),
        ];
        var examples = (await Responses())
            .SelectMany(response => response.Content?["examples"]?.AsObject() ?? [])
            .Select(example => WithoutCursor(WithoutSecret(example.Value!["value"]!.ToJsonString())))
            .Distinct(StringComparer.Ordinal);

        Assert.That(examples, Is.EquivalentTo(answers));
    }

    [Test]
    public async Task Every_status_of_the_contract_is_documented()
    {
        var statuses = (await Responses()).Select(response => response.Status).Distinct().Order();

        Assert.That(
            statuses,
            Is.EqualTo(new[] { 200, 400, 401, 403, 404, 406, 408, 410, 413, 415, 422, 429, 500, 503 })
        );
    }

    [Test]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        using var response = await _service.Get("/docs");
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            new[] { "openapi/v2.json" }.Where(address => !page.Contains(address, StringComparison.Ordinal)),
            Is.Empty,
            "Addresses missing in /docs"
        );
        Assert.That(
            page.Split('\n').Where(line => line.Contains("http:") || line.Contains("https:") || line.Contains("//")),
            Is.Empty,
            "Lines of /docs with an absolute address"
        );
        var scripts = Script().Matches(page).Select(match => match.Groups["address"].Value).ToArray();
        Assert.That(scripts, Is.Not.Empty);
        foreach (var script in scripts)
        {
            using var own = await _service.Get($"/docs/{script}");
            Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK), script);
        }
    }

    [Test]
    public async Task The_sample_requests_are_one_for_each_route()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "jobs-api.http"));
        var requests = SampleRequest().Matches(text);
        string[] samples =
        [
            .. requests.Select(sample =>
                $"{sample.Groups["method"]} {Id().Replace(sample.Groups["path"].Value, "{}")}"
            ),
        ];
        string[] routes =
        [
            .. (await ServiceRoutes.OfTheApi()).Select(route =>
                $"{route.Method} {Parameter().Replace(route.Route, "{}")}"
            ),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                routes.Except(samples, StringComparer.Ordinal),
                Is.Empty,
                "Routes without a request in docs/jobs-api.http"
            );
            Assert.That(
                samples.Except(routes, StringComparer.Ordinal),
                Is.Empty,
                "Requests in docs/jobs-api.http for routes that do not exist"
            );
            Assert.That(samples, Is.Unique, "Each route must have one request in docs/jobs-api.http");
        }

        string[] credentials = [RunningService.Basic(PublishedKey.Example.Credentials).ToString()];
        Assert.That(
            credentials.Where(header => !text.Contains(header, StringComparison.Ordinal)),
            Is.Empty,
            "Authorization headers missing in docs/jobs-api.http"
        );
        await Database.AddOrganizations(2);
        foreach (Match sample in requests)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(sample.Groups["method"].Value),
                sample.Groups["path"].Value + sample.Groups["query"].Value
            );
            request.Headers.Authorization = RunningService.Basic(_systemAdmin);
            request.Content = new StringContent(
                sample.Groups["body"].Value,
                new MediaTypeHeaderValue(MediaTypeNames.Application.Json)
            );
            using var response = await _service.Client.SendAsync(request);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), sample.Value);
        }
    }

    [ApiExplorerSettings(GroupName = ApiDocument.Name)]
    private sealed class Newest : ControllerBase
    {
        [HttpGet("reports/newest", Name = "getNewest")]
        [ReturnsItem<JobJson>]
        public NotFoundResult Get() => NotFound();
    }

    private async Task<string> Throttled()
    {
        await using var strict = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Authentication:FailuresPerMinutePerAddress"] = "1"
        );
        await Answer(strict, Routes.All, "bad");
        return await Answer(strict, Routes.All, "bad");
    }

    private async Task<string> NotAcceptable()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(_organizationAdmin);
        request.Headers.Accept.ParseAdd("application/xml");
        using var response = await _service.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> Late()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        using var socket = await RawHttp.BeginBody(
            service.Client.BaseAddress!,
            _organizationAdmin,
            CancellationToken.None
        );
        time.Advance(RequestBodyMiddleware.Deadline);
        return (await RawHttp.ReadAnswer(socket, CancellationToken.None)).Body;
    }

    /// <summary>Answers about keys, their log, organizations and numbers of jobs, of a database with the rows of the examples.</summary>
    private static async Task<IReadOnlyList<string>> AnswersAboutKeys()
    {
        await using var database = await TestDatabase.Create(DatabaseProvider.Sqlite);
        await database.AddOrganizations(1);
        await database.Execute(
            """
            INSERT INTO api_keys (id, organization_id, name, role, secret_hash, secret_last4, created_at, last_used_at)
            VALUES (1, 1, 'my poller', 'organization_admin', @poller, '61d2', unixepoch('2026-01-01'), unixepoch('2026-01-02')),
                   (2, 1, 'administrator', 'system_admin', @administrator, NULL, 0, NULL)
            """,
            new { poller = Hash('a'), administrator = Hash('b') }
        );
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var service = await RunningService.Start(
            database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        service.Client.DefaultRequestHeaders.Add("X-Request-Id", "f6e40d578ed1d9c418cca45e1b7fe532");
        var (poller, administrator) = ($"1:{Secret('a')}", $"1:{Secret('b')}");
        await database.AddJobs(
            Job(1, state: "sending") with
            {
                StartedAt = Time,
            },
            Job(2, state: "sending"),
            Job(3) with
            {
                JobType = JobType.SubscriberImport,
            }
        );
        return
        [
            await Answer(service, Routes.Statistics, poller),
            await Answer(service, Routes.WhoAmI, poller),
            await Answer(service, Routes.Organizations, administrator),
            await Answer(service, $"{Routes.Organizations}?per_page=100", administrator),
            await Answer(service, $"{Routes.Organizations}?page_token=", administrator),
            await Answer(service, Routes.Organization(1), administrator),
            await Answer(service, Routes.ApiKeys, poller),
            await Answer(service, $"{Routes.ApiKeys}?per_page=100", poller),
            await Answer(service, $"{Routes.ApiKeys}?page_token=", poller),
            await Answer(service, Routes.ApiKey(1), poller),
            WithoutSecret(
                await Posted(service, """{"api_key":{"name":"my poller"}}""", MediaTypeNames.Application.Json, poller)
            ),
            await Answer(service, Routes.AuditLog, administrator),
            await Answer(service, $"{Routes.AuditLog}?per_page=100", administrator),
            await Answer(service, $"{Routes.AuditLog}?page_token=", administrator),
        ];

        static string Secret(char digit) => new(digit, ApiKeySecret.Length);

        static byte[] Hash(char digit) => SHA256.HashData(Encoding.ASCII.GetBytes(Secret(digit)));
    }

    /// <summary>An answer without what is random in it.</summary>
    private static string WithoutSecret(string answer) =>
        Regex.Replace(
            answer,
            "\"secret\":\"[0-9a-f]{40}\",\"secret_last4\":\"[0-9a-f]{4}\"",
            "\"secret\":…",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    // A cursor contains the number of a change, which depends on the changes before.
    private static string WithoutCursor(string answer) =>
        Regex.Replace(
            answer,
            "\"next_cursor\":\"[^\"]*\"",
            "\"next_cursor\":…",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    private static async Task<string> Posted(RunningService service, string body, string mediaType, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.ApiKeys);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Content = new StringContent(body, new MediaTypeHeaderValue(mediaType));
        using var response = await service.Client.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString();
    }

    private static async Task<string> Answer(
        RunningService service,
        string path,
        string? key,
        HttpMethod? method = null
    )
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : RunningService.Basic(key);
        using var response = await service.Client.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString();
    }

    private static async Task<IReadOnlyList<(int Status, JsonNode? Content)>> Responses()
    {
        return
        [
            .. (await Operations())
                .SelectMany(operation => operation.Operation["responses"]!.AsObject())
                .Select(response =>
                    (
                        int.Parse(response.Key, CultureInfo.InvariantCulture),
                        response.Value!["content"]!["application/json"]
                    )
                ),
        ];
    }

    /// <summary>The document, route by route.</summary>
    private static async Task<IReadOnlyList<(string Method, string Route, JsonNode Operation)>> Operations() =>
        [
            .. (await DocumentedAnswers.Load())["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!))
                ),
        ];

    /// <summary>A request line, and a body if one comes after an empty line.</summary>
    [GeneratedRegex(
        @"^(?<method>[A-Z]+) \{\{host\}\}(?<path>[^?\s]+)(?<query>\S*)\n(.+\n)*(\n(?<body>\{.+)\n)?",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SampleRequest();

    [GeneratedRegex(@"(?<=/)\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        "<script[^>]* src=\"(?<address>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Script();
}
