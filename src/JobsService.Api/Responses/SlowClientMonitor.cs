using System.IO.Pipelines;
using JobsService.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Responses;

/// <summary>
/// A request feature that is notified when the response becomes a stream: a long list, or one that a client reads slowly.
/// </summary>
internal interface IStreamingRequest
{
    /// <summary>Marks the request as a stream. Only the first call has an effect. Thread-safe.</summary>
    /// <param name="progress">The progress of the list.</param>
    void BecomeStream(StreamProgress progress);
}

/// <summary>
/// Monitors how fast a client reads a list. The request of a slow client releases its concurrency permit. A client that reads
/// nothing for <see cref="StreamOptions.StalledReaderSeconds"/> is disconnected, because it occupies a query and a database
/// connection.
/// </summary>
/// <remarks>
/// Kestrel's <c>MinResponseDataRate</c> is not enough, because it is an average: a client that has read 100 MB quickly could then
/// pause for hours.
/// </remarks>
internal sealed class SlowClientMonitor(HttpContext context, StreamProgress progress, IStreamingRequest? request)
    : IAsyncDisposable
{
    // A shorter wait is normal for a client that keeps up.
    private static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan _stalledAfter = StalledAfter(context.RequestServices);
    private readonly TimeProvider _time = context.RequestServices.GetRequiredService<TimeProvider>();

    private ITimer? _timer;
    private volatile bool _isSlow = request is null;
    private volatile bool _isWaiting;
    private long _waitingSince;

    /// <summary>Flushes the response and waits while the client applies backpressure.</summary>
    public ValueTask<FlushResult> Flush(PipeWriter body)
    {
        // A client that keeps up needs no timer.
        var flush = body.FlushAsync(context.RequestAborted);
        return flush.IsCompleted || (_isSlow && _stalledAfter == Timeout.InfiniteTimeSpan) ? flush : Wait(flush);
    }

    /// <summary>Writes a part of the response and waits while the client applies backpressure.</summary>
    public ValueTask Write(ReadOnlyMemory<byte> part)
    {
        var write = context.Response.Body.WriteAsync(part, context.RequestAborted);
        return write.IsCompleted ? write : Wait(write);
    }

    /// <summary>Stops the timer, because the connection can serve other requests.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<FlushResult> Wait(ValueTask<FlushResult> flush)
    {
        StartTimer();
        var result = await flush;
        StopTimer();
        return result;
    }

    private async ValueTask Wait(ValueTask write)
    {
        StartTimer();
        await write;
        StopTimer();
    }

    private void StartTimer()
    {
        _timer ??= CreateTimer();
        Volatile.Write(ref _waitingSince, _time.GetTimestamp());
        _isWaiting = true;
        _timer.Change(_isSlow ? _stalledAfter : SlowAfter, Timeout.InfiniteTimeSpan);
    }

    private void StopTimer()
    {
        _isWaiting = false;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer() =>
        _time.CreateTimer(
            static state => ((SlowClientMonitor)state!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );

    private void OnTimer()
    {
        if (!_isSlow)
        {
            _isSlow = true;
            request?.BecomeStream(progress);
            _timer?.Change(_stalledAfter, Timeout.InfiniteTimeSpan);
            return;
        }

        // On a busy machine this can run long after the timer fired: the client may have read since, or wait again.
        if (!_isWaiting)
        {
            return;
        }

        var left = _stalledAfter - _time.GetElapsedTime(Volatile.Read(ref _waitingSince));
        if (left > TimeSpan.Zero)
        {
            // Not long enough yet, or the timer fired early, which timers can do by milliseconds.
            _timer?.Change(left + TimerResolution, Timeout.InfiniteTimeSpan);
            return;
        }

        progress.Ending = StreamOutcome.ClientStalled;
        context.Abort();
    }

    private static TimeSpan StalledAfter(IServiceProvider services) =>
        services.GetRequiredService<IOptions<StreamOptions>>().Value.StalledReaderSeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : Timeout.InfiniteTimeSpan;
}
