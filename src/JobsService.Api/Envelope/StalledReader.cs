using System.IO.Pipelines;
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
internal sealed class StalledReader(HttpContext context, ListProgress progress) : IAsyncDisposable
{
    private readonly TimeSpan _patience = PatienceOf(context.RequestServices);

    private ITimer? _timer;

    /// <summary>Sends what was written, and waits until the client has taken enough of it.</summary>
    public ValueTask<FlushResult> Flush(PipeWriter body)
    {
        // Who keeps up is not waited for, and needs no timer.
        var flush = body.FlushAsync(context.RequestAborted);
        return flush.IsCompleted || _patience == Timeout.InfiniteTimeSpan ? flush : Wait(flush);
    }

    /// <summary>Ends when nothing can be cut off any more: the context goes on to serve other requests.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<FlushResult> Wait(ValueTask<FlushResult> flush)
    {
        _timer ??= CreateTimer();
        _timer.Change(_patience, Timeout.InfiniteTimeSpan);
        var result = await flush;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return result;
    }

    private ITimer CreateTimer() =>
        context
            .RequestServices.GetRequiredService<TimeProvider>()
            .CreateTimer(
                static state => ((StalledReader)state!).CutOff(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );

    private void CutOff()
    {
        progress.Ending = ListEnding.ReaderStalled;
        context.Abort();
    }

    private static TimeSpan PatienceOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<StreamOptions>>().Value.StalledReaderSeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : Timeout.InfiniteTimeSpan;
}
