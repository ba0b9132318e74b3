using Microsoft.AspNetCore.Diagnostics;

namespace JobsService.Api.Telemetry;

/// <summary>Identifies the route of a request by its template, which keeps the number of metric label values low.</summary>
internal static class RequestRoute
{
    /// <summary>Returns the route template, for example <c>ga/api/v2/jobs/{id:id}</c>; null if no route matches.</summary>
    public static string? Of(HttpContext context)
    {
        // The exception handler middleware clears the endpoint of the context.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText;
    }

    /// <summary>Whether a request is a health probe: probes are frequent, and logged at a lower level.</summary>
    public static bool IsProbe(HttpRequest request) =>
        request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
}
