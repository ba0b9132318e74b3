using System.Buffers;
using System.Globalization;
using JobsService.Api.RateLimiting;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Middleware;

/// <summary>The request id, which is returned in <c>X-Request-Id</c> and written to every log entry of the request.</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    /// <summary>Returns the caller's id if it has 1 to 64 characters of <c>A-Za-z0-9_-</c>; otherwise 32 random hexadecimal digits.</summary>
    public static string Of(StringValues requested) =>
        requested is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : Guid.NewGuid().ToString("N");
}

/// <summary>Adds the API's common headers to every response, including errors.</summary>
internal sealed class ResponseHeadersMiddleware(
    RequestDelegate next,
    CallerRateLimits limits,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<ResponseHeadersMiddleware> logger
)
{
    /// <summary>The header with the request id.</summary>
    public const string RequestIdHeader = "X-Request-Id";

    /// <summary>The header with the time from the start of the request to the start of the response, in seconds.</summary>
    public const string RuntimeHeader = "X-Runtime";

    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        context.TraceIdentifier = RequestId.Of(context.Request.Headers[RequestIdHeader]);

        // Set when the response starts: an error response clears earlier headers, and the runtime is only known then.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.ETag.Count == 0)
            {
                headers.CacheControl = "no-cache, no-store, max-age=0, must-revalidate";
                headers.Pragma = "no-cache";
                headers.Expires = "Fri, 01 Jan 1990 00:00:00 GMT";
            }

            headers.XUACompatible = "IE=Edge";
            BrowserHeaders.Write(context.Response);
            limits.WriteHeaders(context);
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // The client then sends its next request on a new connection, to another replica.
                headers.Connection = "close";
            }

            headers[RequestIdHeader] = context.TraceIdentifier;
            headers[RuntimeHeader] = time.GetElapsedTime(start)
                .TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });

        // The host's own logging scope holds the server-generated id, so this scope overrides it.
        using (logger.BeginScope(new KeyValuePair<string, object>[] { new("RequestId", context.TraceIdentifier) }))
        {
            await next(context);
        }
    }
}
