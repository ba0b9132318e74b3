namespace JobsService.Client;

/// <summary>A batch of changes since a cursor.</summary>
public sealed class JobChanges
{
    internal JobChanges(
        bool isReset,
        IReadOnlyList<Job> jobs,
        IReadOnlyList<long> deleted,
        IReadOnlyList<long> left,
        string? cursor
    ) => (IsReset, Jobs, Deleted, Left, Cursor) = (isReset, jobs, deleted, left, cursor);

    /// <summary>
    /// Whether to discard everything received earlier, before applying this batch: this batch and the following ones contain every job.
    /// This is the case in the first batch without a cursor, or with one that is older than what the service keeps.
    /// </summary>
    public bool IsReset { get; }

    /// <summary>The jobs that were inserted or changed, each once, in their present state.</summary>
    public IReadOnlyList<Job> Jobs { get; }

    /// <summary>The ids of jobs that were deleted.</summary>
    public IReadOnlyList<long> Deleted { get; }

    /// <summary>The ids of jobs that the query no longer selects.</summary>
    public IReadOnlyList<long> Left { get; }

    /// <summary>
    /// The cursor to continue after this batch. It is null until all jobs after a reset are returned: a caller that stops before starts
    /// again without a cursor.
    /// </summary>
    public string? Cursor { get; }
}
