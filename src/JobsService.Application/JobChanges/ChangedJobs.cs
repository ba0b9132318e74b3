using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;

namespace JobsService.Application.JobChanges;

/// <summary>What changed after a cursor.</summary>
/// <param name="fields">The value of <see cref="Fields"/>.</param>
/// <param name="stalledBefore">The value of <see cref="StalledBefore"/>.</param>
public sealed class ChangedJobs(IReadOnlyList<string>? fields, DateTimeOffset stalledBefore)
{
    private readonly List<Job> _jobs = [];
    private readonly List<long> _deleted = [];
    private readonly List<long> _left = [];
    private readonly HashSet<long> _ids = [];

    /// <summary>The changed jobs that match the filters, in the order of change.</summary>
    public IReadOnlyList<Job> Jobs => _jobs;

    /// <summary>The ids of deleted jobs.</summary>
    public IReadOnlyList<long> Deleted => _deleted;

    /// <summary>The ids of changed jobs that do not match the filters.</summary>
    public IReadOnlyList<long> Left => _left;

    /// <summary>The cursor after these changes.</summary>
    public string NextCursor { get; internal set; } = "";

    /// <summary>Whether there are more changes now.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether nothing changed.</summary>
    public bool IsEmpty => _ids.Count == 0;

    /// <summary>The fields that the request selects, in alphabetical order; null if it selects none, which means the default.</summary>
    public IReadOnlyList<string>? Fields { get; } = fields;

    /// <summary>The time for <see cref="Job.IsStalled"/>.</summary>
    public DateTimeOffset StalledBefore { get; } = stalledBefore;

    /// <summary>Adds a change, unless there already is one of the same job.</summary>
    internal void Add(JobChange change, JobFilter filter)
    {
        if (!_ids.Add(change.Id))
        {
            return;
        }

        switch (change.TypeFor(filter))
        {
            case JobEventType.Job:
                _jobs.Add(change.Job!.Value);
                break;
            case JobEventType.Deleted:
                _deleted.Add(change.Id);
                break;
            default:
                _left.Add(change.Id);
                break;
        }
    }
}
