using JobsService.Client;

namespace JobsService.Tool.Watching;

/// <summary>The jobs that a watch shows, and whether it has ended.</summary>
/// <param name="ids">The jobs to watch; empty for all unfinished jobs.</param>
internal sealed class WatchState(IReadOnlyCollection<long> ids)
{
    private const int MaxEnded = 10;

    private readonly SortedDictionary<long, Job> _running = [];
    private readonly List<Job> _ended = [];
    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _deleted = [];
    private bool _isCaughtUp;

    /// <summary>The jobs to show: those that are unfinished, and the last ones that have ended.</summary>
    public IEnumerable<Job> Jobs => _running.Values.Concat(_ended);

    /// <summary>Whether all jobs have ended. A watch of all unfinished jobs never ends.</summary>
    public bool IsOver => ids.Count > 0 && _isCaughtUp && _running.Count == 0;

    /// <summary>The ids of jobs that do not exist.</summary>
    public IReadOnlyCollection<long> Missing => [.. ids.Where(id => !_seen.Contains(id)).Distinct()];

    /// <summary>Whether a job failed, was cancelled or was deleted.</summary>
    public bool HasFailures =>
        _deleted.Count > 0 || _ended.Exists(job => job.State == JobState.Failed || job.State == JobState.Cancelled);

    /// <summary>Applies a change.</summary>
    public void Apply(JobChange change)
    {
        if (change.Job is not { } job)
        {
            _isCaughtUp = true;
            return;
        }

        _seen.Add(job.Id);
        _running.Remove(job.Id);
        _ended.RemoveAll(ended => ended.Id == job.Id);
        if (change.Kind == JobChangeKind.Updated && job.IsUnfinished)
        {
            _deleted.Remove(job.Id);
            _running.Add(job.Id, job);
            return;
        }

        if (change.Kind != JobChangeKind.Updated && job.IsUnfinished)
        {
            _deleted.Add(job.Id);
        }

        _ended.Add(job);
        if (ids.Count == 0 && _ended.Count > MaxEnded)
        {
            _ended.RemoveAt(0);
        }
    }
}
