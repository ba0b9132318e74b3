namespace JobsService.Client;

/// <summary>What happened to a job.</summary>
public enum JobChangeKind
{
    /// <summary>
    /// The job is selected and its state is new: it was inserted or changed, or the watch has just begun and it exists already.
    /// </summary>
    Updated,

    /// <summary>The job was deleted.</summary>
    Deleted,

    /// <summary>
    /// The job is no longer selected by the query. After a long interruption, this can also mean that it was deleted.
    /// </summary>
    Left,

    /// <summary>No job: every job that existed when the watch began has been returned.</summary>
    CaughtUp,
}

/// <summary>A change of a watched job.</summary>
public sealed class JobChange
{
    internal JobChange(JobChangeKind kind, long jobId, Job? job) => (Kind, JobId, Job) = (kind, jobId, job);

    /// <summary>What happened.</summary>
    public JobChangeKind Kind { get; }

    /// <summary>The id of the job; 0 for <see cref="JobChangeKind.CaughtUp"/>.</summary>
    public long JobId { get; }

    /// <summary>
    /// The present state of the job; the last known state if it was deleted or left; null for <see cref="JobChangeKind.CaughtUp"/>.
    /// </summary>
    public Job? Job { get; }
}
