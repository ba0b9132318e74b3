using System.Globalization;
using System.Threading.RateLimiting;
using JobsService.Api.Authentication;
using JobsService.Api.Telemetry;
using JobsService.Application.Scoping;
using Microsoft.AspNetCore.RateLimiting;

namespace JobsService.Api.RateLimiting;

/// <summary>
/// The action can wait for changes for a long time. Its requests do not count as concurrent ones of the organization; other limits
/// apply to them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ListensAttribute : Attribute;

/// <summary>
/// The rate limits of authenticated callers on every route: requests per second of a key, and concurrent requests of an
/// organization.
/// </summary>
internal sealed class CallerRateLimits : IDisposable
{
    private readonly int _requestsPerSecond;
    private readonly PartitionedRateLimiter<HttpContext> _requests;
    private readonly PartitionedRateLimiter<HttpContext> _atOnce;

    public CallerRateLimits(RateLimitingOptions options)
    {
        _requestsPerSecond = options.RequestsPerSecondPerKey;
        _requests = PartitionedRateLimiter.Create<HttpContext, long>(context =>
            CallerOf(context) is { ApiKeyId: { } key } && options.RequestsPerSecondPerKey > 0
                ? InWindow(key, options.RequestsPerSecondPerKey, TimeSpan.FromSeconds(1))
                : RateLimitPartition.GetNoLimiter(0L)
        );
        _atOnce = PartitionedRateLimiter.Create<HttpContext, long>(context =>
            CallerOf(context) is { } caller
            && options.ConcurrentRequestsPerOrganization > 0
            && context.GetEndpoint()?.Metadata.GetMetadata<ListensAttribute>() is null
                ? AtOnce(caller.OrganizationId, options.ConcurrentRequestsPerOrganization)
                : RateLimitPartition.GetNoLimiter(0L)
        );
        All = PartitionedRateLimiter.CreateChained(_requests, _atOnce);
    }

    /// <summary>Both limits together.</summary>
    public PartitionedRateLimiter<HttpContext> All { get; }

    /// <summary>The rate limit of changes: requests per minute of a key.</summary>
    public static RateLimitPartition<long> ForChanges(HttpContext context, RateLimitingOptions options) =>
        CallerOf(context) is { ApiKeyId: { } key } && options.ChangesPerMinutePerKey > 0
            ? InWindow(key, options.ChangesPerMinutePerKey, TimeSpan.FromMinutes(1))
            : RateLimitPartition.GetNoLimiter(0L);

    /// <summary>Adds the <c>X-RateLimit</c> headers to the response of an authenticated caller, if requests per second are limited.</summary>
    public void WriteHeaders(HttpContext context)
    {
        if (_requestsPerSecond == 0 || CallerOf(context) is null)
        {
            return;
        }

        var left = _requests.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = _requestsPerSecond.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);

        // The window lasts one second.
        headers["X-RateLimit-Reset"] = "1";
    }

    /// <summary>The limit that rejected a request.</summary>
    public RejectionReason Met(OnRejectedContext rejected)
    {
        // Only the limits with a window have this metadata; a concurrency limiter does not know when a permit is released.
        if (!rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out _))
        {
            return RejectionReason.OrganizationConcurrency;
        }

        return _requests.GetStatistics(rejected.HttpContext)?.CurrentAvailablePermits == 0
            ? RejectionReason.KeyRequestRate
            : RejectionReason.KeyChangeRate;
    }

    public void Dispose()
    {
        All.Dispose();
        _requests.Dispose();
        _atOnce.Dispose();
    }

    private static Caller? CallerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<RequestCaller>().Caller;

    private static RateLimitPartition<long> InWindow(long key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }
        );

    private static RateLimitPartition<long> AtOnce(long organization, int permits) =>
        RateLimitPartition.GetConcurrencyLimiter(
            organization,
            _ => new ConcurrencyLimiterOptions { PermitLimit = permits }
        );
}
