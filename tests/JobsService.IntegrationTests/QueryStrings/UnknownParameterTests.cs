using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.QueryStrings;

/// <summary>The API refuses parameters that the route does not have.</summary>
internal sealed class UnknownParameterTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Setting = "Api:UnknownParameters";

    private string _systemAdmin = null!;
    private string _organizationAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, 2);
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _organizationAdmin = await Database.AddKey(2);
        await Database.AddJobs(Job(1, 2, "failed"), Job(2, 2, "finished"));
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
    public async Task Every_route_of_the_API_refuses_an_unknown_parameter_and_changes_nothing()
    {
        var routes = await RoutesOfTheApi();
        Assert.That(routes, Has.Length.GreaterThanOrEqualTo(16));
        foreach (var route in routes)
        {
            var path = await PathOf(route);
            var before = await KeysAndAuditLog();

            var answer = await Send(_service, route, $"{path}?colour=red");

            using (Assert.EnterMultipleScope())
            {
                Assert.That(
                    (answer.Status, answer.ErrorCode),
                    Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")),
                    $"{route}"
                );
                Assert.That(answer.ErrorMessage, Does.StartWith("Unknown parameter 'colour'. Th"), $"{route}");
                Assert.That(await KeysAndAuditLog(), Is.EqualTo(before), $"{route}");
            }
        }
    }

    [Test]
    public async Task Every_route_of_the_API_ignores_an_unknown_parameter_if_the_setting_is_Ignore()
    {
        await using var service = await Ignoring();
        foreach (var route in (await RoutesOfTheApi()).Where(route => !route.IsStream))
        {
            var answer = await Send(service, route, $"{await PathOf(route)}?colour=red");

            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), $"{route}");
        }
    }

    [Test]
    public async Task A_list_ignores_unknown_parameters_only_if_the_setting_is_Ignore()
    {
        await using var service = await Ignoring();

        var answer = await Get(service, $"{Routes.All}?states=x&state[]=failed&state[x]=y&page[]=x");

        Assert.That(answer.Ids, Is.EqualTo(new[] { 1L }));
    }

    [TestCase("?states=failed", "Unknown parameter 'states'. Did you mean 'state'?")]
    [TestCase("?states", "Unknown parameter 'states'. Did you mean 'state'?")]
    [TestCase("?state=failed&state%73=a&states=b", "Unknown parameter 'states'. Did you mean 'state'?")]
    [TestCase("?state[x]=a", "Unknown parameter 'state[x]'. Did you mean 'state'?")]
    [TestCase("?state%5B=a", "Unknown parameter 'state['. Did you mean 'state'?")]
    [TestCase("?begins_at__after[]=1", "Unknown parameter 'begins_at__after[]'. Did you mean 'begins_at__after'?")]
    [TestCase(
        "?per-page=1&pagetoken=",
        "Unknown parameter 'per-page'. Did you mean 'per_page'? Unknown parameter 'pagetoken'. Did you mean 'page_token'?"
    )]
    public async Task The_error_of_a_misspelled_parameter_suggests_the_right_one(string query, string message)
    {
        var answer = await Get(_service, Routes.All + query);

        Assert.That((answer.ErrorCode, answer.ErrorMessage), Is.EqualTo(("invalid_request", message)));
    }

    [TestCase("?colour=red", "colour")]
    [TestCase("?=x", "")]
    [TestCase("?%00=1", "\0")]
    [TestCase("?%C3=1", "%C3")]
    [TestCase("?+_=1", " _")]
    public async Task The_error_of_a_name_without_a_similar_one_lists_the_parameters_of_the_route(
        string query,
        string name
    )
    {
        var list = await Get(_service, Routes.ApiKeys + query);
        var item = await Get(_service, Routes.Job(1) + query);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                list.ErrorMessage,
                Is.EqualTo(
                    $"Unknown parameter '{name}'. The parameters of this route are name, name_contains, order_by, page, per_page, "
                        + "page_token."
                )
            );
            Assert.That(item.ErrorMessage, Is.EqualTo($"Unknown parameter '{name}'. This route has no parameters."));
        }
    }

    [TestCase("?")]
    [TestCase("?&")]
    [TestCase("?&&&")]
    [TestCase("?_=1404394620")]
    [TestCase("?_&__=1&_states=failed&_[]=x")]
    public async Task An_empty_query_string_and_names_that_begin_with_an_underscore_are_accepted(string query)
    {
        foreach (var path in new[] { Routes.All, Routes.Job(1), Routes.ApiKeys })
        {
            var answer = await Get(_service, path + query);

            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), path);
        }
    }

    [Test]
    public async Task One_response_reports_unknown_parameters_and_all_other_problems_of_a_list()
    {
        var answer = await Get(
            _service,
            $"{Routes.All}?page_token=x&colour=red&begins_at__after=x&states=a&per_page=5000"
        );

        Assert.That(answer.ErrorCode, Is.EqualTo("invalid_request"));
        Assert.That(
            answer.ErrorMessage,
            Does.Match(
                "^Unknown parameter 'colour'\\. Unknown parameter 'states'\\. Did you mean 'state'\\? The parameters of this route are "
                    + "[^.]+\\. begins_at__after must .+ per_page must .+ page_token must "
            )
        );
    }

    [Test]
    public async Task One_response_reports_unknown_parameters_and_all_other_problems_of_a_change()
    {
        using var response = await _service.Send(
            HttpMethod.Post,
            $"{Routes.ApiKeys}?dry_run=true",
            _organizationAdmin,
            """{"api_key":{"name":""}}"""
        );

        var answer = await Envelope.Of(response);
        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(
            answer.ErrorMessage,
            Does.StartWith("Unknown parameter 'dry_run'. This route has no parameters. name must be ")
        );
    }

    [TestCase("GET", Routes.All, null, HttpStatusCode.Unauthorized)]
    [TestCase("POST", Routes.ApiKeys, null, HttpStatusCode.Unauthorized)]
    [TestCase("GET", Routes.AllOnAllOrganizations, 2, HttpStatusCode.Forbidden)]
    [TestCase("GET", Routes.AuditLog, 2, HttpStatusCode.Forbidden)]
    [TestCase("POST", "/ga/api/v2/organizations/1/api_keys", 2, HttpStatusCode.Forbidden)]
    [TestCase("GET", "/ga/api/v2/nothing", 2, HttpStatusCode.NotFound)]
    [TestCase("GET", "/ga/api/v2/jobs/x", 2, HttpStatusCode.NotFound)]
    [TestCase("POST", Routes.All, 2, HttpStatusCode.MethodNotAllowed)]
    [TestCase("HEAD", Routes.All, 2, HttpStatusCode.MethodNotAllowed)]
    [TestCase("OPTIONS", Routes.ApiKeys, 2, HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", "/ga/api/v2/jobs/4711", 2, HttpStatusCode.BadRequest)]
    [TestCase("DELETE", "/ga/api/v2/api_keys/4711", 2, HttpStatusCode.BadRequest)]
    [TestCase("GET", "/ga/api/v2/organizations/4711/jobs/all", 1, HttpStatusCode.BadRequest)]
    [TestCase("GET", "/health/live", null, HttpStatusCode.OK)]
    [TestCase("GET", "/openapi/v2.json", null, HttpStatusCode.OK)]
    [TestCase("GET", "/docs/", null, HttpStatusCode.OK)]
    public async Task Unknown_parameters_are_reported_after_the_key_the_method_and_the_scope_are_checked(
        string method,
        string path,
        int? organization,
        HttpStatusCode expected
    )
    {
        var key = organization switch
        {
            null => null,
            1 => _systemAdmin,
            _ => _organizationAdmin,
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?colour=red");
        request.Headers.Authorization = key is null ? null : RunningService.Basic(key);

        using var response = await _service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task The_error_of_a_thousand_unknown_parameters_names_ten_and_counts_the_others()
    {
        var query = string.Join('&', Enumerable.Range(1000, 1000).Select(number => $"x{number}"));

        var answer = await Get(_service, $"{Routes.Job(1)}?{query}");

        Assert.That(
            answer.ErrorMessage,
            Does.StartWith("Unknown parameter 'x1000'. ")
                .And.Contain("'x1009'. Unknown parameters that are not listed here: 990. ")
                .And.Not.Contain("x1010")
                .And.Length.LessThan(500)
        );
    }

    [Test]
    public async Task The_error_of_long_names_contains_their_first_64_characters()
    {
        var name = new string('a', 700);
        var query = string.Join('&', Enumerable.Range(0, 10).Select(number => $"x{number}{name}"));

        var answer = await Get(_service, $"{Routes.All}?{query}");
        var emoji = await Get(_service, $"{Routes.All}?{name[..63]}%F0%9F%98%80");

        Assert.That(
            answer.ErrorMessage,
            Does.StartWith($"Unknown parameter 'x0{name[..62]}…'. ").And.Length.LessThan(1500)
        );
        Assert.That(emoji.ErrorMessage, Does.StartWith($"Unknown parameter '{name[..63]}…'. "));
    }

    private static async Task<ServiceRoute[]> RoutesOfTheApi() =>
        [.. (await ServiceRoutes.All()).Where(route => route.Template.StartsWith("/ga/", StringComparison.Ordinal))];

    /// <summary>The path of a new row, because some routes delete it.</summary>
    private async Task<string> PathOf(ServiceRoute route)
    {
        if (route.Resource != RouteResource.ApiKey)
        {
            return ServiceRoutes.WithIds(route.Template, organizationId: 2, id: 1);
        }

        await Database.AddKey(2);
        var id = (await Database.Query<long>("SELECT MAX(id) FROM api_keys"))[0];
        return ServiceRoutes.WithIds(route.Template, organizationId: 2, id);
    }

    private async Task<Envelope> Send(RunningService service, ServiceRoute route, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        request.Headers.Authorization = RunningService.Basic(_systemAdmin);
        request.Content = route.ValidBody("n");
        using var response = await service.Client.SendAsync(request);
        return await Envelope.Of(response);
    }

    private async Task<Envelope> Get(RunningService service, string path) =>
        await Envelope.Of(await service.Get(path, _organizationAdmin));

    private Task<RunningService> Ignoring() =>
        RunningService.Start(Database, configure: builder => builder.Configuration[Setting] = "Ignore");

    private async Task<IReadOnlyList<string>> KeysAndAuditLog() =>
        [
            .. await Database.Query<string>(
                "SELECT id || name || active || COALESCE(secret_last4, '') || COALESCE(expires_at, '') FROM api_keys ORDER BY id"
            ),
            .. await Database.Query<string>("SELECT id || action || outcome FROM audit_log ORDER BY id"),
        ];
}
