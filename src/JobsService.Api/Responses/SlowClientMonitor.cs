using System.IO.Pipelines;
using JobsService.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Responses;

/// <summary>
/// Watches how a client reads a list. A slow client's list gives its permit back; a client that reads nothing for
/// <see cref="StreamOptions.StalledReaderSeconds"/> is disconnected, because a query and a database connection wait for it.
/// </summary>
/// <remarks>
/// The web server's own minimum, <c>MinResponseDataRate</c>, is an average: a client that has read a hundred megabytes quickly may
/// then stop for a day.
/// </remarks>
internal sealed class SlowClientMonitor(HttpContext context, StreamProgress progress, IStreamingRequest? request)
    : IAsyncDisposable
{
    // A client that the service waits for longer is slow, not only behind for a moment.
    private static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _stalledAfter = StalledAfter(context.RequestServices);

    private ITimer? _timer;
    private volatile bool _isSlow = request is null;
    private volatile bool _isWaiting;

    /// <summary>Sends what was written, and waits until the client has read enough of it.</summary>
    public ValueTask<FlushResult> Flush(PipeWriter body)
    {
        // A client that keeps up needs no timer.
        var flush = body.FlushAsync(context.RequestAborted);
        return flush.IsCompleted || (_isSlow && _stalledAfter == Timeout.InfiniteTimeSpan) ? flush : Wait(flush);
    }

    /// <summary>Stops watching: the connection goes on to serve other requests.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<FlushResult> Wait(ValueTask<FlushResult> flush)
    {
        _timer ??= CreateTimer();
        _isWaiting = true;
        _timer.Change(_isSlow ? _stalledAfter : SlowAfter, Timeout.InfiniteTimeSpan);
        var result = await flush;
        _isWaiting = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return result;
    }

    private ITimer CreateTimer() =>
        context
            .RequestServices.GetRequiredService<TimeProvider>()
            .CreateTimer(
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

        // The client may have gone on reading just now.
        if (_isWaiting)
        {
            progress.Ending = StreamOutcome.ClientStalled;
            context.Abort();
        }
    }

    private static TimeSpan StalledAfter(IServiceProvider services) =>
        services.GetRequiredService<IOptions<StreamOptions>>().Value.StalledReaderSeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : Timeout.InfiniteTimeSpan;
}
