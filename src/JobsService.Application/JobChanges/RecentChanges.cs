namespace JobsService.Application.JobChanges;

/// <summary>The last changes in a scope, in their order. Not thread-safe.</summary>
/// <param name="position">The number of the change after which it begins.</param>
/// <param name="maxKept">The maximum number of changes, after which the oldest are dropped.</param>
internal sealed class RecentChanges(long position, int maxKept)
{
    private readonly Queue<JobChange> _kept = [];

    // The kept changes are all those after this number.
    private long _keptAfter = position;

    /// <summary>The number up to which changes were added.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Adds the changes after <see cref="Position"/>.</summary>
    public void Add(JobChangePage page)
    {
        foreach (var change in page.Changes)
        {
            _kept.Enqueue(change);
        }

        while (_kept.Count > maxKept)
        {
            _keptAfter = _kept.Dequeue().Version;
        }

        Position = page.Until;
    }

    /// <summary>Returns the changes after a number; null if some of them are no longer kept.</summary>
    public JobChange[]? After(long version) =>
        version < _keptAfter ? null : [.. _kept.Where(change => change.Version > version)];
}
