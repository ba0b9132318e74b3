using JobsService.Client;
using JobsService.Tool.Output;

namespace JobsService.Tool.Watching;

/// <summary>Prints a line for each change, for pipes and files: time, id, state, progress and name, separated by tabs.</summary>
internal sealed class LineView(ToolHost host) : IWatchView
{
    private readonly Dictionary<long, string> _last = [];

    /// <inheritdoc/>
    public async Task Run(IAsyncEnumerable<JobChange> changes, WatchState state, CancellationToken cancellationToken)
    {
        await foreach (var change in changes.WithCancellation(cancellationToken))
        {
            state.Apply(change);
            if (LineOf(change) is { } line)
            {
                await host.Output.WriteLineAsync(line.AsMemory(), cancellationToken);
                await host.Output.FlushAsync(cancellationToken);
            }

            if (state.IsOver)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void ShowRetry(RetryNotice notice) =>
        host.Error.WriteLine($"warning: {notice.Reason.Message.ReplaceLineEndings(" ")} The watch continues.");

    // Null if nothing that the line contains has changed, except the time.
    private string? LineOf(JobChange change)
    {
        if (change.Job is not { } job)
        {
            return null;
        }

        var state = change.Kind switch
        {
            JobChangeKind.Deleted => "deleted",
            JobChangeKind.Left when job.IsUnfinished => "left",
            _ => SafeText.Of(job.State.ToString()),
        };
        var text = $"{job.Id}\t{state}\t{JobText.Percent(job)}\t{SafeText.Of(job.Name)}";
        if (_last.TryGetValue(job.Id, out var last) && last == text)
        {
            return null;
        }

        _last[job.Id] = text;
        return $"{JobText.Time(job.UpdatedAt)}\t{text}";
    }
}
