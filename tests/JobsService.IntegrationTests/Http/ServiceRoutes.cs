using System.Text.RegularExpressions;
using JobsService.Api.Hosting;
using Microsoft.AspNetCore.Routing;

namespace JobsService.IntegrationTests.Http;

/// <summary>Every route that the service has, found in the service itself.</summary>
internal static partial class ServiceRoutes
{
    private const string Api = "/ga/";

    /// <summary>Their methods and templates, with the names of the templates' parameters in braces.</summary>
    public static async Task<IReadOnlyList<(string Method, string Route)>> WithMethods()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build().MapHttp();
        return
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .SelectMany(endpoint => MethodsOf(endpoint).Select(method => (method, TemplateOf(endpoint))))
                .Distinct(),
        ];
    }

    /// <summary>Those of the API.</summary>
    public static async Task<IReadOnlyList<(string Method, string Route)>> OfTheApi() =>
        [.. (await WithMethods()).Where(route => route.Route.StartsWith(Api, StringComparison.Ordinal))];

    /// <summary>Those of the API that change nothing.</summary>
    public static async Task<IReadOnlyList<string>> ToGet() =>
        [.. (await OfTheApi()).Where(route => route.Method == "GET").Select(route => route.Route)];

    /// <summary>A route's path with these ids.</summary>
    public static string WithIds(string route, long organizationId, long id) =>
        route
            .Replace("{organization_id}", $"{organizationId}", StringComparison.Ordinal)
            .Replace("{id}", $"{id}", StringComparison.Ordinal);

    // Health checks take any method.
    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string TemplateOf(RouteEndpoint endpoint) =>
        Constraint().Replace($"/{endpoint.RoutePattern.RawText?.TrimStart('/')}", "}");

    [GeneratedRegex(":[^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
