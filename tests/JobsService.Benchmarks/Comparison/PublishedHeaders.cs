using System.Diagnostics;
using System.Globalization;
using JobsService.Api.Middleware;
using Microsoft.AspNetCore.Http;

namespace JobsService.Benchmarks.Comparison;

/// <summary>The service's common response headers.</summary>
internal static class PublishedHeaders
{
    /// <summary>Sets the headers of a response that has not started.</summary>
    /// <param name="context">The request.</param>
    /// <param name="start">The start of the request, from <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static void Set(HttpContext context, long start)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache, no-store, max-age=0, must-revalidate";
        headers.Pragma = "no-cache";
        headers.Expires = "Fri, 01 Jan 1990 00:00:00 GMT";
        headers.XUACompatible = "IE=Edge";
        headers["X-Request-Id"] = RequestId.Of(context.Request.Headers["X-Request-Id"]);
        headers["X-Runtime"] = Stopwatch
            .GetElapsedTime(start)
            .TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
    }
}
