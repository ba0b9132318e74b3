using JobsService.Api.Responses;

namespace JobsService.Api.Middleware;

/// <summary>
/// Rejects cross-site requests that change data, since a browser may have stored an API key (CSRF). Browsers send
/// <c>Sec-Fetch-Site</c> (W3C Fetch Metadata); a request without it does not come from a browser and is accepted.
/// </summary>
internal sealed class CrossSiteRequestMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context.Request.Method) || IsSameOriginOrDirect(context.Request.Headers["Sec-Fetch-Site"])
            ? next(context)
            : EnvelopeJson.WriteError(context, ApiError.Forbidden);

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsSameOriginOrDirect(Microsoft.Extensions.Primitives.StringValues site) =>
        site.Count == 0 || site is ["same-origin" or "none"];
}
