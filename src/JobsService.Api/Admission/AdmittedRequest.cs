using System.Threading.RateLimiting;
using JobsService.Api.Authentication;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;

namespace JobsService.Api.Admission;

/// <summary>
/// A request that may use the database. It holds a permit of <see cref="FairQueueLimiter"/>, which it exchanges for a lease of
/// <see cref="StreamLimiter"/> when it returns a long list or its client reads slowly, so that it does not block other requests. While
/// it streams or waits, its key is checked again, and the client is disconnected when the key is no longer valid. A list is aborted
/// after <see cref="StreamLimiter.LongestStream"/>.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="organizationId">The organization of the caller.</param>
/// <param name="caller">The credentials or the session of the request.</param>
/// <param name="validKeys">Checks the key again.</param>
/// <param name="permit">The permit that the request was admitted with.</param>
/// <param name="streams">Limits concurrently streamed lists.</param>
/// <param name="listeners">Limits the requests that wait for changes.</param>
/// <param name="time">The clock.</param>
internal sealed class AdmittedRequest(
    HttpContext context,
    long organizationId,
    RequestCaller caller,
    ValidApiKeys validKeys,
    RateLimitLease permit,
    StreamLimiter streams,
    ListenerLimiter listeners,
    TimeProvider time
) : IStreamingRequest, IListenerAdmission, IDisposable
{
    /// <summary>
    /// The interval of the checks. Together with the four seconds for which valid keys are cached it stays under five seconds, in which a
    /// revocation must take effect.
    /// </summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private StreamProgress? _progress;
    private RateLimitLease? _stream;
    private IDisposable? _listener;
    private long _streamsSince;
    private long _bytesBefore;
    private bool _hasEnded;
    private ITimer? _check;
    private int _isChecking;

    /// <summary>The organization of the caller.</summary>
    public long OrganizationId { get; } = organizationId;

    /// <summary>The client's average read rate since the request became a stream.</summary>
    public double BytesPerSecond =>
        ((_progress?.Bytes ?? 0) - _bytesBefore) / Math.Max(time.GetElapsedTime(_streamsSince).TotalSeconds, 0.001);

    /// <summary>The time since the request became a stream.</summary>
    public TimeSpan Age => time.GetElapsedTime(_streamsSince);

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
        ReleasePermit();
    }

    /// <inheritdoc/>
    public void BecomeListener()
    {
        if (_listener is null)
        {
            _listener = listeners.Acquire(caller.Caller!.ApiKeyId ?? 0);
            ReleasePermit();
        }
    }

    /// <summary>Disconnects the client, unless the request has ended and the connection may already serve another request.</summary>
    /// <param name="outcome">Why the client is disconnected.</param>
    public void Disconnect(StreamOutcome outcome)
    {
        lock (_lock)
        {
            if (_hasEnded)
            {
                return;
            }

            _progress?.Ending = outcome;
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

        _check?.Dispose();
        _stream?.Dispose();
        _listener?.Dispose();
        permit.Dispose();
    }

    // The key is checked again while the request holds no permit.
    private void ReleasePermit()
    {
        permit.Dispose();
        _check ??= time.CreateTimer(
            static state => _ = ((AdmittedRequest)state!).Check(),
            this,
            CheckInterval,
            CheckInterval
        );
    }

    private Task Check()
    {
        if (_stream is null || Age < streams.LongestStream)
        {
            return CheckKey();
        }

        Disconnect(StreamOutcome.TooLong);
        return Task.CompletedTask;
    }

    private async Task CheckKey()
    {
        // A check can take longer than the interval while the database is busy.
        if (Interlocked.Exchange(ref _isChecking, 1) != 0)
        {
            return;
        }

        try
        {
            if (!await caller.HasValidKey(validKeys))
            {
                Disconnect(StreamOutcome.KeyNoLongerValid);
            }
        }
        catch (DatabaseUnavailableException)
        {
            // Unknown until the next check.
        }
        finally
        {
            Volatile.Write(ref _isChecking, 0);
        }
    }
}
