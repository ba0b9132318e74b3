using JobsService.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace JobsService.ArchitectureTests;

internal sealed class RouteTests
{
    /// <summary>Routes for probes, which have no key, and for the API documentation and the page of the dashboard.</summary>
    private static readonly string[] RoutesWithoutKey =
    [
        "/dashboard",
        "/dashboard/ (files)",
        "/dashboard/sign-out",
        "/docs",
        "/health",
        "/health/live",
        "/health/ready",
        "/openapi/v2.json",
    ];

    [Test]
    public async Task Every_route_except_health_documentation_and_the_page_of_the_dashboard_requires_a_key()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build().MapHttp();
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray();

        var open = routes.Where(route =>
            route.Metadata.GetMetadata<IAuthorizeData>() is null
            || route.Metadata.GetMetadata<IAllowAnonymous>() is not null
        );

        Assert.That(routes, Is.Not.Empty);
        Assert.That(
            open.Select(route => route.DisplayName).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(RoutesWithoutKey)
        );
    }
}
