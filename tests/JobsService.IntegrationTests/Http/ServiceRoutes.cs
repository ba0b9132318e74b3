using System.Text.RegularExpressions;
using JobsService.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace JobsService.IntegrationTests.Http;

/// <summary>Lists the routes of the service, from its endpoints.</summary>
internal static partial class ServiceRoutes
{
    private const string Api = "/ga/";

    /// <summary>All routes.</summary>
    public static async Task<IReadOnlyList<ServiceRoute>> All()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build().MapHttp();
        return In(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
    }

    /// <summary>The routes among endpoints, without those of files, whose names change with their content.</summary>
    public static IReadOnlyList<ServiceRoute> In(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> endpoints) =>
        [
            .. endpoints
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .SelectMany(endpoint => MethodsOf(endpoint).Select(method => new ServiceRoute(method, endpoint)))
                .DistinctBy(route => (route.Method, route.Template)),
        ];

    /// <summary>The routes of the API: their methods and templates, with the names of the placeholders in braces.</summary>
    public static async Task<IReadOnlyList<(string Method, string Route)>> OfTheApi() =>
        [
            .. (await All())
                .Where(route => route.Template.StartsWith(Api, StringComparison.Ordinal))
                .Select(route => (route.Method, route.Template)),
        ];

    /// <summary>The templates of the GET routes of the API, except streams of events.</summary>
    public static async Task<IReadOnlyList<string>> ToGet() =>
        [
            .. (await All())
                .Where(route =>
                    route is { Method: "GET", IsStream: false }
                    && route.Template.StartsWith(Api, StringComparison.Ordinal)
                )
                .Select(route => route.Template),
        ];

    /// <summary>A route's path with these ids.</summary>
    /// <exception cref="UnknownPlaceholderException">The route has another placeholder.</exception>
    public static string WithIds(string route, long organizationId, long id)
    {
        var path = route
            .Replace("{organization_id}", $"{organizationId}", StringComparison.Ordinal)
            .Replace("{id}", $"{id}", StringComparison.Ordinal);
        return Placeholder().Match(path) is { Success: true } unknown
            ? throw new UnknownPlaceholderException(route, unknown.Groups["name"].Value)
            : path;
    }

    // Health checks accept any method.
    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    [GeneratedRegex("{(?<name>[^}]*)}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
