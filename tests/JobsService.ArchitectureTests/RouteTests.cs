using JobsService.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace JobsService.ArchitectureTests;

internal sealed class RouteTests
{
    /// <summary>For probes, which have none, and for readers who want one.</summary>
    private static readonly string[] RoutesWithoutKey = ["/docs", "/health/live", "/health/ready", "/openapi/v2.json"];

    [Test]
    public async Task Every_route_demands_a_key_but_those_for_probes_and_readers()
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
