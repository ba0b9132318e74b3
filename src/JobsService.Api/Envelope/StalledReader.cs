using System.IO.Pipelines;
using JobsService.Api.Limits;
using JobsService.Api.Observability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Envelope;

/// <summary>
/// Cuts off a client that stops in the middle of a list, because its query, its connection to the database and its place
/// among the requests wait with it.
/// </summary>
/// <remarks>
/// The web server's own minimum, <c>MinResponseDataRate</c>, is an average: who read a hundred megabytes at once may then
/// stop for a day.
/// </remarks>
internal sealed class StalledReader(HttpContext context, ListProgress progress, Turn? turn) : IAsyncDisposable
{
    // Who makes the service wait for longer is slow, and not only behind for a moment.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _patience = PatienceOf(context.RequestServices);

    private ITimer? _timer;
    private volatile bool _isSlow = turn is null;
    private volatile bool _isWaiting;

    /// <summary>Sends what was written, and waits until the client has taken enough of it.</summary>
    public ValueTask<FlushResult> Flush(PipeWriter body)
    {
        // Who keeps up is not waited for, and needs no timer.
        var flush = body.FlushAsync(context.RequestAborted);
        return flush.IsCompleted || (_isSlow && _patience == Timeout.InfiniteTimeSpan) ? flush : Wait(flush);
    }

    /// <summary>Ends when nothing can be cut off any more: the context goes on to serve other requests.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<FlushResult> Wait(ValueTask<FlushResult> flush)
    {
        _timer ??= CreateTimer();
        _isWaiting = true;
        _timer.Change(_isSlow ? _patience : Moment, Timeout.InfiniteTimeSpan);
        var result = await flush;
        _isWaiting = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return result;
    }

    private ITimer CreateTimer() =>
        context
            .RequestServices.GetRequiredService<TimeProvider>()
            .CreateTimer(
                static state => ((StalledReader)state!).LosePatience(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );

    /// <summary>First the reader's turn ends, and then its connection.</summary>
    private void LosePatience()
    {
        if (!_isSlow)
        {
            _isSlow = true;
            turn?.End();
            _timer?.Change(_patience, Timeout.InfiniteTimeSpan);
            return;
        }

        // The reader may have gone on just now.
        if (!_isWaiting)
        {
            return;
        }

        progress.Ending = ListEnding.ReaderStalled;
        context.Abort();
    }

    private static TimeSpan PatienceOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<StreamOptions>>().Value.StalledReaderSeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : Timeout.InfiniteTimeSpan;
}
