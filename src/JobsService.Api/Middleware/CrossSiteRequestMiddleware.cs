using JobsService.Api.Responses;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Middleware;

/// <summary>
/// Rejects cross-site requests that change data, since a browser may have stored an API key (CSRF): see ADR 0013.
/// </summary>
/// <remarks>
/// A browser states the page that sent a request in <c>Origin</c> (RFC 6454) and, where the connection is secure, in
/// <c>Sec-Fetch-Site</c> (W3C Fetch Metadata). In addition it sends <c>Content-Type: application/json</c> to another site only
/// after a CORS preflight request, which the service does not allow.
/// </remarks>
internal sealed class CrossSiteRequestMiddleware(RequestDelegate next)
{
    private const string SchemeEnd = "://";

    private static readonly string[] HeadersOfBrowsers =
    [
        "Origin",
        "Sec-Fetch-Site",
        "Sec-Fetch-Mode",
        "Sec-Fetch-Dest",
        "Sec-Fetch-User",
    ];

    public Task InvokeAsync(HttpContext context) =>
        RejectionOf(context) is { } error ? EnvelopeJson.WriteError(context, error) : next(context);

    private static ApiError? RejectionOf(HttpContext context)
    {
        var request = context.Request;
        return IsRead(request.Method) ? null
            : !IsOfThisHost(request.Headers.Origin, request.Headers.Host)
            || !IsSameOriginOrDirect(request.Headers["Sec-Fetch-Site"])
                ? ApiError.Forbidden
            : !HasValidContentType(context) ? ApiError.NotJson
            : null;
    }

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// Whether the host and port of an origin are those of the request. The scheme is not compared, because a proxy can
    /// terminate TLS. Clients that are not browsers send no origin.
    /// </summary>
    private static bool IsOfThisHost(StringValues origin, StringValues host) =>
        origin.Count == 0
        || (
            origin is [{ } sender]
            && sender.IndexOf(SchemeEnd, StringComparison.Ordinal) is > 0 and var end
            && string.Equals(sender[(end + SchemeEnd.Length)..], host, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsSameOriginOrDirect(StringValues site) => site.Count == 0 || site is ["same-origin" or "none"];

    /// <summary>
    /// Whether the content type is JSON, or absent from a request without a body that is not a POST of a browser. A browser sends
    /// the other methods to another site only after a preflight request, and the page at /docs sends DELETE without a type.
    /// </summary>
    private static bool HasValidContentType(HttpContext context) =>
        context.Request.HasJsonContentType()
        || (
            context.Request.Headers.ContentType.Count == 0
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            && !(HttpMethods.IsPost(context.Request.Method) && IsOfBrowser(context.Request.Headers))
        );

    private static bool IsOfBrowser(IHeaderDictionary headers) => HeadersOfBrowsers.Any(headers.ContainsKey);
}
