using System.Threading.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;

namespace JobsService.Api.Admission;

/// <summary>
/// A request that may use the database. It holds a permit of <see cref="FairQueueLimiter"/>, which it exchanges for a lease of
/// <see cref="StreamLimiter"/> when it returns a long list or its client reads slowly, so that it does not block other requests.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="organizationId">The organization of the caller.</param>
/// <param name="permit">The permit that the request was admitted with.</param>
/// <param name="streams">Limits concurrently streamed lists.</param>
/// <param name="time">The clock.</param>
internal sealed class AdmittedRequest(
    HttpContext context,
    long organizationId,
    RateLimitLease permit,
    StreamLimiter streams,
    TimeProvider time
) : IStreamingRequest, IDisposable
{
    private readonly Lock _lock = new();
    private StreamProgress? _progress;
    private RateLimitLease? _stream;
    private long _streamsSince;
    private long _bytesBefore;
    private bool _hasEnded;

    /// <summary>The organization of the caller.</summary>
    public long OrganizationId { get; } = organizationId;

    /// <summary>The client's average read rate since the request became a stream.</summary>
    public double BytesPerSecond =>
        ((_progress?.Bytes ?? 0) - _bytesBefore) / Math.Max(time.GetElapsedTime(_streamsSince).TotalSeconds, 0.001);

    /// <summary>Exchanges the permit for a lease of the <see cref="StreamLimiter"/>.</summary>
    /// <inheritdoc/>
    public void BecomeStream(StreamProgress progress)
    {
        if (Interlocked.CompareExchange(ref _progress, progress, comparand: null) is not null)
        {
            return;
        }

        (_streamsSince, _bytesBefore) = (time.GetTimestamp(), progress.Bytes);
        _stream = streams.AttemptAcquire(this);
        permit.Dispose();
    }

    /// <summary>Disconnects the client, unless the request has ended and the connection may already serve another request.</summary>
    public void Disconnect()
    {
        lock (_lock)
        {
            if (_hasEnded)
            {
                return;
            }

            _progress?.Ending = StreamOutcome.Evicted;
            context.Abort();
        }
    }

    /// <summary>Releases the permit and the lease.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _hasEnded = true;
        }

        _stream?.Dispose();
        permit.Dispose();
    }
}
