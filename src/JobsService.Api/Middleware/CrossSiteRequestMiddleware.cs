using JobsService.Api.Responses;

namespace JobsService.Api.Middleware;

/// <summary>
/// Refuses changes that another site's page asks for in a browser that remembers a key: such a browser says so,
/// <c>Sec-Fetch-Site</c>. Clients that are no browsers do not send the header.
/// </summary>
internal sealed class CrossSiteRequestMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context.Request.Method) || IsOwn(context.Request.Headers["Sec-Fetch-Site"])
            ? next(context)
            : EnvelopeJson.WriteError(context, ApiError.Forbidden);

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOwn(Microsoft.Extensions.Primitives.StringValues site) =>
        site.Count == 0 || site is ["same-origin" or "none"];
}
