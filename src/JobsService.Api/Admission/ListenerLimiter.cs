using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using JobsService.Api.Telemetry;
using JobsService.Application.Availability;

namespace JobsService.Api.Admission;

/// <summary>Streams of events, and requests that wait for a change: section <c>Events</c>.</summary>
internal sealed class EventOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Events";

    /// <summary>
    /// The maximum number of open streams and waiting requests of a key, beyond which the response is 429; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int StreamsPerKey { get; set; } = 100;

    /// <summary>
    /// The maximum number of open streams and waiting requests of all keys, beyond which the response is 503; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int MaxStreams { get; set; } = 5000;
}

/// <summary>Limits the requests that wait for changes: those of each key, and all together.</summary>
internal sealed class ListenerLimiter(EventOptions options, CallerMetrics metrics) : IDisposable
{
    private readonly ConcurrencyLimiter? _all = Limiter(options.MaxStreams);

    private readonly PartitionedRateLimiter<long> _ofKeys = PartitionedRateLimiter.Create<long, long>(key =>
        options.StreamsPerKey > 0
            ? RateLimitPartition.GetConcurrencyLimiter(key, _ => Limit(options.StreamsPerKey))
            : RateLimitPartition.GetNoLimiter(0L)
    );

    /// <summary>Takes a place for a request. The caller disposes it.</summary>
    /// <param name="apiKeyId">The key of the request.</param>
    /// <exception cref="TooManyListenersException">There is no place.</exception>
    public IDisposable Acquire(long apiKeyId)
    {
        var ofKey = _ofKeys.AttemptAcquire(apiKeyId);
        if (!ofKey.IsAcquired)
        {
            metrics.Count(RejectionReason.KeyListeners);
            throw new TooManyListenersException(ofKey: true);
        }

        var ofAll = _all?.AttemptAcquire();
        if (ofAll is { IsAcquired: false })
        {
            ofKey.Dispose();
            metrics.Count(RejectionReason.Listeners);
            throw new TooManyListenersException(ofKey: false);
        }

        return new ReleasingLease(() =>
        {
            ofKey.Dispose();
            ofAll?.Dispose();
        });
    }

    public void Dispose()
    {
        _all?.Dispose();
        _ofKeys.Dispose();
    }

    private static ConcurrencyLimiter? Limiter(int permits) =>
        permits > 0 ? new ConcurrencyLimiter(Limit(permits)) : null;

    private static ConcurrencyLimiterOptions Limit(int permits) => new() { PermitLimit = permits };
}
