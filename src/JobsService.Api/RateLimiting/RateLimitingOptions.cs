using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using JobsService.Api.Configuration;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using Microsoft.AspNetCore.RateLimiting;

namespace JobsService.Api.RateLimiting;

/// <summary>Rate limits and admission control: section <c>RateLimiting</c>.</summary>
internal sealed class RateLimitingOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "RateLimiting";

    /// <summary>The maximum number of requests per second of a key, beyond which the response is 429; 0 disables the limit.</summary>
    [Range(0, int.MaxValue)]
    public int RequestsPerSecondPerKey { get; set; } = 1000;

    /// <summary>The maximum number of changes per minute of a key, beyond which the response is 429; 0 disables the limit.</summary>
    [Range(0, int.MaxValue)]
    public int ChangesPerMinutePerKey { get; set; } = 600;

    /// <summary>
    /// The maximum number of concurrent requests of an organization, beyond which the response is 429; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequestsPerOrganization { get; set; } = 128;

    /// <summary>
    /// The maximum number of concurrent requests of all organizations: those that use the database (<see cref="RequestsAtWork"/>, and
    /// changes), and lists that stream to slow clients or are longer than 1 MB. When more lists stream, the slowest client of the
    /// organization with the most of them is disconnected. With 0, only the connection pool is a limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// The maximum number of requests that read from the database concurrently; others wait in the queue of their organization. With 0
    /// (default), it is twice the number of processors with SQLite, and two fifths of the connection pool with SQL Server. Changes
    /// have separate permits and queues.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int RequestsAtWork { get; set; }

    /// <summary>The maximum number of queued reads of an organization, and of queued changes, beyond which the response is 503.</summary>
    [Range(0, int.MaxValue)]
    public int QueuedRequests { get; set; } = 64;
}

/// <summary>Registers the rate limits of callers. The limits of connections are in <see cref="KestrelLimits"/>.</summary>
internal static class RateLimitingServices
{
    private const string Changes = "changes";

    /// <summary>Adds the settings, the rate limiters, and the response to a rejected request.</summary>
    public static void AddRateLimiting(this IServiceCollection services)
    {
        services.AddSettings<RateLimitingOptions>(RateLimitingOptions.Section);
        services.AddSingleton<CallerRateLimits>();
        services.AddRateLimiter(static _ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<CallerRateLimits, RateLimitingOptions, CallerMetrics>(
                (limiter, limits, options, metrics) =>
                {
                    limiter.GlobalLimiter = limits.All;
                    limiter.AddPolicy(Changes, context => CallerRateLimits.ForChanges(context, options));
                    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limiter.OnRejected = (rejected, _) =>
                    {
                        metrics.Count(limits.Met(rejected));
                        return SetRetryAfter(rejected);
                    };
                }
            );
    }

    /// <summary>Applies the rate limit of changes to every route with a method other than GET and HEAD.</summary>
    public static void LimitChanges(this IEndpointConventionBuilder routes) =>
        routes.Finally(static endpoint =>
        {
            var methods = endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
            if (methods.Any(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)))
            {
                endpoint.Metadata.Add(new EnableRateLimitingAttribute(Changes));
            }
        });

    private static ValueTask SetRetryAfter(OnRejectedContext rejected)
    {
        var isKnown = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter);
        rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.InSeconds(isKnown ? retryAfter : default);
        return ValueTask.CompletedTask;
    }
}
