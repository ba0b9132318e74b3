using System.Threading.RateLimiting;
using JobsService.Api.Envelope;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Limits;

/// <summary>Adds the limits of what callers may take. Kestrel's own are in <see cref="KestrelLimits"/>.</summary>
internal static class LimitServices
{
    /// <summary>Adds the options, the limits, and what is answered to who is over them.</summary>
    public static void AddLimits(this IServiceCollection services)
    {
        services
            .AddOptions<RateLimitingOptions>()
            .BindConfiguration(RateLimitingOptions.Section)
            .Validate(options => options.AreValid, RateLimitingOptions.Expected)
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RateLimitingOptions>>().Value);
        services.AddSingleton<CallerLimits>();
        services.AddRateLimiter(static _ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<CallerLimits>(
                (limiter, limits) =>
                {
                    limiter.GlobalLimiter = limits.All;
                    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limiter.OnRejected = static (rejected, _) => TellWhenToComeBack(rejected);
                }
            );
    }

    private static ValueTask TellWhenToComeBack(OnRejectedContext rejected)
    {
        var isKnown = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter);
        rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.InSeconds(isKnown ? retryAfter : default);
        return ValueTask.CompletedTask;
    }
}
