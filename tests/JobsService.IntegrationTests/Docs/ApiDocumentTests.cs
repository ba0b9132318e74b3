using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JobsService.Application.Jobs;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Faults;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The document, its page, the approved routes and the sample requests say what the service does.</summary>
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
    public async Task The_approved_file_has_every_route_and_who_may_use_it()
    {
        List<string> routes = [];
        foreach (var (method, route) in await ServiceRoutes.WithMethods())
        {
            routes.Add($"{method} {route}  {string.Join(", ", await RolesOf(route, method))}");
        }

        var approved = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "routes.txt"));

        Assert.That(
            $"{string.Join('\n', routes.Order(StringComparer.Ordinal))}\n",
            Is.EqualTo(approved),
            "Think twice, then approve it: docs/routes.txt."
        );
    }

    [Test]
    public async Task Every_route_of_the_api_is_in_the_document()
    {
        var document = await DocumentedAnswers.Load();

        Assert.That(
            document["paths"]!.AsObject().Select(path => path.Key),
            Is.EquivalentTo(await ServiceRoutes.OfTheApi())
        );
    }

    [Test]
    public async Task The_document_has_403_for_exactly_the_routes_that_not_every_key_may_use()
    {
        var document = await DocumentedAnswers.Load();
        foreach (var route in await ServiceRoutes.OfTheApi())
        {
            var isForSystemAdmins = !(await RolesOf(route)).Contains("organization_admin", StringComparer.Ordinal);

            Assert.That(
                document["paths"]![route]!["get"]!["responses"]!["403"] is not null,
                Is.EqualTo(isForSystemAdmins),
                route
            );
        }
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
        await using var broken = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton<IJobRepository>(
                    new BrokenJobRepository(HttpStatusCode.InternalServerError)
                )
        );
        broken.Client.DefaultRequestHeaders.Add("X-Request-Id", "f6e40d578ed1d9c418cca45e1b7fe532");
        await using var away = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton<IJobRepository>(
                    new BrokenJobRepository(HttpStatusCode.ServiceUnavailable)
                )
        );
        string[] answers =
        [
            await Answer(_service, Routes.All, _organizationAdmin),
            await Answer(_service, $"{Routes.All}?per_page=100", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?page_token=", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?page=x", _organizationAdmin),
            await Answer(_service, $"{Routes.All}?per_page=2001", _organizationAdmin),
            await Answer(limited, Routes.All, _systemAdmin),
            await Answer(_service, Routes.Job(1), _organizationAdmin),
            await Answer(_service, Routes.Job(Unknown), _organizationAdmin),
            await Answer(_service, Routes.AllOf(1), _organizationAdmin),
            await Answer(_service, Routes.All, key: null),
            await Answer(broken, Routes.All, _organizationAdmin),
            await Answer(away, Routes.All, _organizationAdmin),
        ];
        var examples = (await Responses())
            .SelectMany(response => response.Content["examples"]!.AsObject())
            .Select(example => example.Value!["value"]!.ToJsonString())
            .Distinct(StringComparer.Ordinal);

        Assert.That(examples, Is.EquivalentTo(answers));
    }

    [Test]
    public async Task Every_status_of_the_contract_is_documented()
    {
        var statuses = (await Responses()).Select(response => response.Status).Distinct().Order();

        Assert.That(statuses, Is.EqualTo(new[] { 200, 400, 401, 403, 404, 500, 503 }));
    }

    [Test]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        using var response = await _service.Get("/docs");
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            page,
            Does.Contain("openapi/v2.json").And.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("//")
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
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "jobs-api.http"));
        var requests = lines
            .Where(line => line.StartsWith("GET ", StringComparison.Ordinal))
            .Select(line => line["GET {{host}}".Length..])
            .ToArray();
        var routes = (await ServiceRoutes.OfTheApi()).Select(route => ServiceRoutes.WithIds(route, 2, 1));

        Assert.That(requests.Select(request => request.Split('?')[0]), Is.EquivalentTo(routes));
        Assert.That(lines, Has.Some.Contains(RunningService.Basic(PublishedKey.Credentials).ToString()));
        await Database.AddOrganizations(2);
        foreach (var request in requests)
        {
            using var response = await _service.Get(request, _systemAdmin);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), request);
        }
    }

    /// <summary>Whom a route answers with something else than 401 or 403.</summary>
    private async Task<IReadOnlyList<string>> RolesOf(string route, string method = "GET")
    {
        var path = ServiceRoutes.WithIds(route, organizationId: 1, id: 1);
        if (await IsLetIn(method, path, key: null))
        {
            return ["anybody"];
        }

        List<string> roles = [];
        foreach (
            var (name, key) in new[] { ("organization_admin", _organizationAdmin), ("system_admin", _systemAdmin) }
        )
        {
            if (await IsLetIn(method, path, key))
            {
                roles.Add(name);
            }
        }

        return roles;
    }

    private async Task<bool> IsLetIn(string method, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = key is null ? null : RunningService.Basic(key);
        using var response = await _service.Client.SendAsync(request);
        return response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
    }

    private static async Task<string> Answer(RunningService service, string path, string? key)
    {
        using var response = await service.Get(path, key);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString();
    }

    private static async Task<IReadOnlyList<(int Status, JsonNode Content)>> Responses()
    {
        var document = await DocumentedAnswers.Load();
        return
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!["get"]!["responses"]!.AsObject())
                .Select(response =>
                    (
                        int.Parse(response.Key, CultureInfo.InvariantCulture),
                        response.Value!["content"]!["application/json"]!
                    )
                ),
        ];
    }

    [GeneratedRegex(
        "<script[^>]* src=\"(?<address>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Script();
}
