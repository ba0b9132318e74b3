using JobsService.Api.Jobs;
using JobsService.Api.OpenApi;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Http;

/// <summary>
/// No route returns an id, a name or a count of one organization to the key of another one, whatever ids are requested.
/// The routes, the meaning of their placeholders and their permitted callers are read from the route metadata.
/// </summary>
[OnEveryEngine]
internal sealed class RouteScopeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    /// <summary>Defects of methods that no route calls, with the reason.</summary>
    private static readonly Dictionary<string, string> LeaksWithoutRoute = new(StringComparer.Ordinal);

    /// <summary>The violations of some defects. Any violation is enough for the others.</summary>
    private static readonly Dictionary<string, string> ViolationOf = new(StringComparer.Ordinal)
    {
        [$"{nameof(IJobRepository.Read)} {nameof(Window.Everything)}"] = "GET /ga/api/v2/jobs/all: $.data[0].id is",
        [$"{nameof(IJobRepository.Read)} {nameof(Window.Keyset)}"] = "GET /ga/api/v2/jobs/unfinished?page_token=",
        [$"{nameof(IJobRepository.Read)} {nameof(Window.Offset)}"] = "GET /ga/api/v2/jobs/unfinished?page=0",
        [nameof(IJobRepository.Count)] = "num_records is 90 where 37 rows are in scope",
        [nameof(IJobRepository.HasMoreThan)] = "GET /ga/api/v2/jobs/all: status 400 for a valid request",
        [nameof(IJobRepository.Summarize)] =
            "GET /ga/api/v2/jobs/stats: $.data.total is 90, a count of rows of the other",
        [nameof(IJobRepository.Find)] = "GET /ga/api/v2/jobs/30100000: $.data.organization_id is 30000000",
    };

    [Test]
    public async Task No_route_reveals_data_of_another_organization()
    {
        var all = await ServiceRoutes.All();

        var (routes, violations) = await Check(_ => true);

        Assert.That(routes.Select(route => $"{route}"), Is.EquivalentTo(all.Select(route => $"{route}")));
        Assert.That(violations, Is.Empty);
    }

    [TestCaseSource(typeof(LeakingJobRepository), nameof(LeakingJobRepository.Leaks))]
    public async Task A_repository_that_ignores_the_scope_is_detected(string leak)
    {
        var jobs = new LeakingJobRepository(Database.Services.GetRequiredService<IJobRepository>(), leak);

        var (_, violations) = await Check(
            route => route.NeedsKey,
            builder => builder.Services.AddSingleton(jobs.Repository)
        );

        if (LeaksWithoutRoute.TryGetValue(leak, out var reason))
        {
            Assert.That(
                jobs.HasLeaked,
                Is.False,
                $"A route calls {leak}. Remove it from {nameof(LeaksWithoutRoute)}: {reason}"
            );
            return;
        }

        Assert.That(
            jobs.HasLeaked,
            Is.True,
            $"No route calls {nameof(IJobRepository)}.{leak}. If that is intended, add it to {nameof(LeaksWithoutRoute)}."
        );
        Assert.That(
            violations,
            Has.Some.Contains(ViolationOf.GetValueOrDefault(leak, "")),
            $"{nameof(IJobRepository)}.{leak} ignored the scope, and no route showed it. Add rows to {nameof(TwoOrganizations)}."
        );
    }

    [TestCase(typeof(NewPlaceholder), "GET /reports/{report_id}: no value is known for the placeholder {report_id}")]
    [TestCase(typeof(UnknownResource), "GET /reports/{id}: no value is known for the placeholder {id}")]
    [TestCase(typeof(AlwaysNotFound), "GET /reports/latest never answers its own organization with 200")]
    [TestCase(typeof(OpenToAll), "GET /reports/all is for system admins only and answers")]
    [TestCase(typeof(CountsOfBoth), ": $.jobs is 90, a count of rows of the other organization, or of both.")]
    public async Task A_route_that_leaks_or_cannot_be_checked_is_detected(Type controller, string violation)
    {
        var (routes, violations) = await Check(
            route =>
                route.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo == controller,
            builder =>
                builder
                    .Services.AddMvcCore()
                    .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new OneController(controller)))
        );

        Assert.That(routes, Has.One.Items);

        Assert.That(violations, Is.Not.Empty.And.All.Contains(violation));
    }

    [Test]
    public void A_path_with_an_unknown_placeholder_throws()
    {
        Assert.That(
            () => ServiceRoutes.WithIds("/organizations/{organization_id}/reports/{report_id}", 1, 1),
            Throws.InstanceOf<UnknownPlaceholderException>().With.Message.Contains("{report_id}")
        );
    }

    /// <summary>Checks routes of a service.</summary>
    /// <param name="include">Selects the routes to check.</param>
    /// <param name="configure">Changes the service before it starts.</param>
    private async Task<(IReadOnlyList<ServiceRoute> Routes, IReadOnlyList<string> Violations)> Check(
        Func<ServiceRoute, bool> include,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var organizations = await TwoOrganizations.In(Database);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Jobs:MaxUnpagedRecords"] = $"{TwoOrganizations.MaxUnpagedRecords}";
                configure?.Invoke(builder);
            }
        );
        var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        ServiceRoute[] routes = [.. ServiceRoutes.In(endpoints).Where(include)];
        var check = new RouteScopeCheck(service, organizations);
        List<string> violations = [];
        foreach (var route in routes)
        {
            violations.AddRange(await check.ViolationsOf(route));
        }

        return (routes, violations);
    }

    private sealed class NewPlaceholder : ControllerBase
    {
        [HttpGet("reports/{report_id:id}")]
        [ReturnsItem<JobJson>]
        public NotFoundResult Get() => NotFound();
    }

    private sealed class UnknownResource : ControllerBase
    {
        [HttpGet("reports/{id:id}")]
        public NotFoundResult Get() => NotFound();
    }

    private sealed class AlwaysNotFound : ControllerBase
    {
        [HttpGet("reports/latest")]
        [ReturnsItem<JobJson>]
        public NotFoundResult Get() => NotFound();
    }

    private sealed class OpenToAll : ControllerBase
    {
        [HttpGet("reports/all")]
        [ReturnsList<JobJson>(ForSystemAdmins = true)]
        public ContentResult Get() => Content("{}", "application/json");
    }

    private sealed class CountsOfBoth : ControllerBase
    {
        [HttpGet("reports/counts")]
        public ContentResult Get() => Content("""{"jobs":90}""", "application/json");
    }
}
