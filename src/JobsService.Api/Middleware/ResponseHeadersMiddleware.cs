using System.Globalization;
using JobsService.Api.RateLimiting;

namespace JobsService.Api.Middleware;

/// <summary>Gives every answer, errors included, the headers of the contract ("Response headers").</summary>
internal sealed class ResponseHeadersMiddleware(
    RequestDelegate next,
    CallerRateLimits limits,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<ResponseHeadersMiddleware> logger
)
{
    /// <summary>The header that has the request's name.</summary>
    public const string RequestIdHeader = "X-Request-Id";

    /// <summary>The header that has the seconds until the headers went out.</summary>
    public const string RuntimeHeader = "X-Runtime";

    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        context.TraceIdentifier = RequestId.Of(context.Request.Headers[RequestIdHeader]);

        // When the headers go out, and not now: an error answer starts over with none, and the runtime is not known yet.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-cache, no-store, max-age=0, must-revalidate";
            headers.Pragma = "no-cache";
            headers.Expires = "Fri, 01 Jan 1990 00:00:00 GMT";
            headers.XUACompatible = "IE=Edge";
            BrowserHeaders.Write(context.Response);
            limits.WriteHeaders(context);
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // The next request finds another replica.
                headers.Connection = "close";
            }

            headers[RequestIdHeader] = context.TraceIdentifier;
            headers[RuntimeHeader] = time.GetElapsedTime(start)
                .TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });

        // The host's own scope holds the id that the request came with, before it got its name here.
        using (logger.BeginScope(new KeyValuePair<string, object>[] { new("RequestId", context.TraceIdentifier) }))
        {
            await next(context);
        }
    }
}
