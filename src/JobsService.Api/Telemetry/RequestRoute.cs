using Microsoft.AspNetCore.Diagnostics;

namespace JobsService.Api.Telemetry;

/// <summary>The route that a request took, by its template: of all jobs one name, and not one for each.</summary>
internal static class RequestRoute
{
    /// <summary>The template, <c>ga/api/v2/jobs/{id:id}</c> for one; null for an address that is no route.</summary>
    public static string? Of(HttpContext context)
    {
        // Who answers an exception is given a context without it.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText;
    }

    /// <summary>Whether a request is a health probe: probes are frequent, and logged at a lower level.</summary>
    public static bool IsProbe(HttpRequest request) =>
        request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
}
