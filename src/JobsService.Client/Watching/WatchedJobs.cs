using JobsService.Client.Http;

namespace JobsService.Client.Watching;

/// <summary>
/// The selected jobs, as last returned to the caller. What does not differ from them is not a change, for example a job that the service
/// returns twice.
/// </summary>
internal sealed class WatchedJobs(JobSelection selection)
{
    private readonly Dictionary<long, Job> _jobs = [];

    /// <summary>The ids of the jobs.</summary>
    public IEnumerable<long> Ids => _jobs.Keys;

    /// <summary>Applies an event.</summary>
    /// <returns>The change; null if nothing differs.</returns>
    public JobChange? Apply(JobEvent item) =>
        item.Kind switch
        {
            JobEventKind.Job => Update(item.Job!),
            JobEventKind.Deleted => Remove(item.JobId, JobChangeKind.Deleted),
            JobEventKind.Left => Remove(item.JobId, JobChangeKind.Left),
            _ => null,
        };

    /// <summary>Applies the present state of a job.</summary>
    /// <returns>The change; null if nothing differs.</returns>
    public JobChange? Update(Job job)
    {
        if (selection.UnfinishedOnly && !job.IsUnfinished)
        {
            return _jobs.Remove(job.Id) ? new JobChange(JobChangeKind.Left, job.Id, job) : null;
        }

        if (_jobs.TryGetValue(job.Id, out var last) && IsSame(last, job))
        {
            return null;
        }

        _jobs[job.Id] = job;
        return new JobChange(JobChangeKind.Updated, job.Id, job);
    }

    /// <summary>Removes a job.</summary>
    /// <returns>The change with the last known state; null if the job is unknown.</returns>
    public JobChange? Remove(long id, JobChangeKind kind)
    {
        if (!_jobs.TryGetValue(id, out var last))
        {
            return null;
        }

        _jobs.Remove(id);
        return new JobChange(kind, id, last);
    }

    // The equality of states and types ignores case.
    private static bool IsSame(Job last, Job job) =>
        last == job
        && string.Equals(last.State.ToString(), job.State.ToString(), StringComparison.Ordinal)
        && string.Equals(last.JobType.ToString(), job.JobType.ToString(), StringComparison.Ordinal);
}
