using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>Adds the service's common headers to every response.</summary>
internal sealed class PublishedHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            PublishedHeaders.Set(context, start);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
