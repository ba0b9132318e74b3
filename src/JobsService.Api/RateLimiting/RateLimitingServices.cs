using System.Threading.RateLimiting;
using JobsService.Api.Configuration;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using Microsoft.AspNetCore.RateLimiting;

namespace JobsService.Api.RateLimiting;

/// <summary>Adds the limits of what callers may take. Kestrel's own are in <see cref="KestrelLimits"/>.</summary>
internal static class RateLimitingServices
{
    private const string Changes = "changes";

    /// <summary>Adds the options, the limits, and what is answered to who is over them.</summary>
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

    /// <summary>Gives every route that changes something the limit of changes, without its asking.</summary>
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
