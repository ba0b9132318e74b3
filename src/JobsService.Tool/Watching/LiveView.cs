using System.Globalization;
using JobsService.Client;
using JobsService.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace JobsService.Tool.Watching;

/// <summary>Shows a table with a bar for each job, which is drawn again after changes. Its last frame stays.</summary>
internal sealed class LiveView(ToolHost host, WatchState state) : IWatchView
{
    private volatile string _notice = "";
    private LiveDisplayContext? _display;

    /// <inheritdoc/>
    public Task Run(IAsyncEnumerable<JobChange> changes, WatchState watched, CancellationToken cancellationToken) =>
        host
            .Console.Live(Frame())
            .AutoClear(enabled: false)
            .Overflow(VerticalOverflow.Ellipsis)
            .StartAsync(async live =>
            {
                _display = live;
                await using var change = changes.GetAsyncEnumerator(cancellationToken);
                while (!watched.IsOver)
                {
                    // Drawing takes longer than applying changes that have already arrived.
                    var next = change.MoveNextAsync().AsTask();
                    if (!next.IsCompleted)
                    {
                        live.UpdateTarget(Frame());
                    }

                    if (!await next)
                    {
                        break;
                    }

                    _notice = "";
                    watched.Apply(change.Current);
                }

                live.UpdateTarget(Frame());
            });

    /// <inheritdoc/>
    public void ShowRetry(RetryNotice notice)
    {
        var time = host.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        _notice = $"{time} {notice.Reason.Message.ReplaceLineEndings(" ")} The watch continues.";
        _display?.UpdateTarget(Frame());
    }

    private IRenderable Frame()
    {
        var jobs = state.Jobs.ToArray();
        IRenderable table =
            jobs.Length == 0
                ? new Text("No unfinished jobs.")
                : JobTable.OfProgress(jobs, host.Console.Profile.Capabilities.Unicode);
        return _notice.Length == 0 ? table : new Rows(table, new Text(SafeText.Of(_notice)));
    }
}
