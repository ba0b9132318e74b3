using System.Text.RegularExpressions;
using JobsService.Api.Hosting;
using Microsoft.AspNetCore.Routing;

namespace JobsService.IntegrationTests.Http;

/// <summary>Every route that the service has, found in the service itself.</summary>
internal static partial class ServiceRoutes
{
    private const string Api = "/ga/";

    /// <summary>Their templates, with the names of their parameters in braces.</summary>
    public static async Task<IReadOnlyList<string>> All()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build().MapHttp();
        return
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
                .Select(template => Constraint().Replace(template, "}")),
        ];
    }

    /// <summary>Those of the Jobs API.</summary>
    public static async Task<IReadOnlyList<string>> OfTheApi() =>
        [.. (await All()).Where(route => route.StartsWith(Api, StringComparison.Ordinal))];

    /// <summary>A route's path with these ids.</summary>
    public static string WithIds(string route, long organizationId, long id) =>
        route
            .Replace("{organization_id}", $"{organizationId}", StringComparison.Ordinal)
            .Replace("{id}", $"{id}", StringComparison.Ordinal);

    [GeneratedRegex(":[^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
