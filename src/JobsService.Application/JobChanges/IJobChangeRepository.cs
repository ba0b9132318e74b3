using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.JobChanges;

/// <summary>
/// Reads what changed. The database numbers every insert, update and deletion of a job in one order; a change has the number of
/// <see cref="Job.RowVersion"/>.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> if the database is unavailable.
/// </remarks>
public interface IJobChangeRepository
{
    /// <summary>The interval at which <see cref="FindPosition"/> may be called to notice changes.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>Returns the position of the database in the order of changes. Costs one row.</summary>
    Task<ChangePosition> FindPosition(CancellationToken cancellationToken);

    /// <summary>Returns the number of the last deletion of any job; 0 if none is kept.</summary>
    Task<long> FindLastDeletion(CancellationToken cancellationToken);

    /// <summary>
    /// Returns the changes in scope with numbers in a range, in their order: each job at most once, with its present state. A job
    /// that has been changed again after the range is not included.
    /// </summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="range">
    /// The range. It must end at a <see cref="ChangePosition.Latest"/> that was read before, or earlier.
    /// </param>
    /// <param name="limit">The maximum number of changes, at least 1.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<JobChangePage> Read(
        OrganizationScope scope,
        ChangeRange range,
        int limit,
        CancellationToken cancellationToken
    );
}

/// <summary>A position of the database in the order of changes.</summary>
/// <param name="Latest">Every change with this number or a lower one is committed.</param>
/// <param name="Newest">The highest number that was given, also to a change that is not committed.</param>
/// <param name="DeletionsKeptAfter">Deletions with this number or a lower one are no longer kept.</param>
public sealed record ChangePosition(long Latest, long Newest, long DeletionsKeptAfter)
{
    /// <summary>
    /// Whether the changes after a number are still known. Otherwise a deletion may be missing, or the number is that of a database
    /// that was replaced by an older copy.
    /// </summary>
    public bool Knows(long after) => after >= DeletionsKeptAfter && after <= Latest;
}

/// <summary>A range of numbers of changes.</summary>
/// <param name="After">The number before the first one.</param>
/// <param name="Until">The last number.</param>
/// <param name="HasDeletions">Whether a deletion of any job can be in the range.</param>
public readonly record struct ChangeRange(long After, long Until, bool HasDeletions = true);

/// <summary>The last change of a job.</summary>
/// <param name="Version">The number of the change.</param>
/// <param name="Id">The job's id.</param>
/// <param name="Job">The job; null if it was deleted.</param>
public readonly record struct JobChange(long Version, long Id, Job? Job)
{
    /// <summary>
    /// Returns what a client with a filter is told: <see cref="JobEventType.Job"/>, <see cref="JobEventType.Deleted"/> or
    /// <see cref="JobEventType.Left"/>.
    /// </summary>
    public JobEventType TypeFor(JobFilter filter) =>
        Job switch
        {
            null => JobEventType.Deleted,
            { } job when filter.Includes(job) => JobEventType.Job,
            _ => JobEventType.Left,
        };
}

/// <summary>Changes in their order.</summary>
/// <param name="Changes">The changes, each job at most once.</param>
/// <param name="Until">The number up to which these are all changes.</param>
/// <param name="HasMore">Whether the range has more changes after <paramref name="Until"/>.</param>
public sealed record JobChangePage(IReadOnlyList<JobChange> Changes, long Until, bool HasMore)
{
    /// <summary>Creates a page of the first changes.</summary>
    /// <param name="changes">Changes in any order. If a job has several, the last one counts.</param>
    /// <param name="until">The number up to which these are all changes.</param>
    /// <param name="limit">The maximum number of changes in the page; those that do not fit are left for the next one.</param>
    /// <param name="hasMore">Whether there are more changes after <paramref name="until"/>.</param>
    public static JobChangePage Of(IEnumerable<JobChange> changes, long until, int limit, bool hasMore = false)
    {
        // A job that was deleted and inserted again has two changes.
        var last = new Dictionary<long, JobChange>();
        foreach (var change in changes)
        {
            if (!last.TryGetValue(change.Id, out var other) || other.Version < change.Version)
            {
                last[change.Id] = change;
            }
        }

        JobChange[] ordered = [.. last.Values.OrderBy(change => change.Version)];
        return ordered.Length > limit
            ? new JobChangePage(ordered[..limit], ordered[limit - 1].Version, HasMore: true)
            : new JobChangePage(ordered, until, hasMore);
    }
}
