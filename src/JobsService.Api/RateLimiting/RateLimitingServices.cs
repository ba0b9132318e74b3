using System.Threading.RateLimiting;
using JobsService.Api.Configuration;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using Microsoft.AspNetCore.RateLimiting;

namespace JobsService.Api.RateLimiting;

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
