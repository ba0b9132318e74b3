using JobsService.Client;

namespace JobsService.Tool.Watching;

/// <summary>Shows changes.</summary>
internal interface IWatchView
{
    /// <summary>Applies and shows changes until the watch is over.</summary>
    Task Run(IAsyncEnumerable<JobChange> changes, WatchState state, CancellationToken cancellationToken);

    /// <summary>Shows that the connection is being restored.</summary>
    void ShowRetry(RetryNotice notice);
}
