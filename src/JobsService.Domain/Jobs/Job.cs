namespace JobsService.Domain.Jobs;

/// <summary>
/// A background job of the email platform, as last written by a worker. The service reads jobs and never changes them.
/// </summary>
/// <remarks>
/// A struct, so that streaming a list allocates only the jobs' strings. All times are UTC, in whole seconds.
/// </remarks>
public readonly record struct Job
{
    /// <summary>The job's identifier, which lists are ordered by unless the request has another order.</summary>
    public required long Id { get; init; }

    /// <summary>The organization that the job belongs to. Other organizations have no access to it.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>The type of the job, e.g. <c>Campaign</c>. An open set: workers may introduce new types.</summary>
    public required string JobType { get; init; }

    /// <summary>The name that the user gave the job.</summary>
    public required string Name { get; init; }

    /// <summary>The job's state. An open set, see <see cref="JobState"/>.</summary>
    public required string State { get; init; }

    /// <summary>A campaign's secondary state, e.g. <c>onhold_autowinner</c>.</summary>
    public string? State2 { get; init; }

    /// <summary>Whether the job is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Numerator of the progress.</summary>
    public required long ProgressValue { get; init; }

    /// <summary>Denominator of the progress; null while unknown.</summary>
    public long? ProgressTotal { get; init; }

    /// <summary>The mailing list that the job processes.</summary>
    public long? MailingListId { get; init; }

    /// <summary>The suppression list that the job processes.</summary>
    public long? SuppressionListId { get; init; }

    /// <summary>When the job is scheduled to begin.</summary>
    public DateTimeOffset? BeginsAt { get; init; }

    /// <summary>When the job began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the job ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When a failed job will be retried; null if it will not.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the job was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a worker last changed the job.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// The position of the job's last change among the changes of all jobs: a higher number is a later change. Positive and unique;
    /// 0 if it was not read, because only lists in the order of change need it.
    /// </summary>
    public long RowVersion { get; init; }

    /// <summary>Whether the job is unfinished, as defined by <see cref="JobState.IsUnfinished"/>.</summary>
    public bool IsUnfinished => JobState.IsUnfinished(State, RetryAt);

    /// <summary>Whether the job is unfinished, has started, is not paused, and was last updated before a time.</summary>
    /// <param name="before">The time, in whole seconds.</param>
    public bool IsStalled(DateTimeOffset before) =>
        IsUnfinished && StartedAt is not null && !Paused && UpdatedAt < before;

    /// <summary>Whether the job has started and is being worked on: it is not finished, paused, or waiting for a retry.</summary>
    public bool IsRunning => IsUnfinished && StartedAt is not null && !Paused && !JobState.IsHalted(State);

    /// <summary>The progress in percent, 0 to 100, rounded down; null without a total above 0.</summary>
    public long? Percent =>
        ProgressTotal is > 0 and { } total ? (long)Int128.Clamp((Int128)ProgressValue * 100 / total, 0, 100) : null;

    /// <summary>
    /// The estimated end of a running job, in whole seconds, if it progresses as it has until its last update; null if the job is not
    /// running or has no progress yet. It does not depend on the present time.
    /// </summary>
    public DateTimeOffset? EtaAt =>
        IsRunning
        && StartedAt is { } start
        && ProgressTotal is > 0 and { } total
        && ProgressValue > 0
        && UpdatedAt > start
            ? End(start, (Int128)(UpdatedAt - start).Ticks * Math.Max(total, ProgressValue) / ProgressValue)
            : null;

    private static DateTimeOffset? End(DateTimeOffset start, Int128 ticks) =>
        ticks <= (DateTimeOffset.MaxValue - start).Ticks
            ? start.AddTicks((long)(ticks - (ticks % TimeSpan.TicksPerSecond)))
            : null;
}
