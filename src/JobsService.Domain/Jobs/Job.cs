namespace JobsService.Domain.Jobs;

/// <summary>
/// A background job of the email platform, as its workers last wrote it. The service reads jobs and never changes them.
/// </summary>
/// <remarks>
/// A value, not an object: a list of a million jobs passes through as a million values and leaves nothing behind on the heap
/// but its texts. All times are UTC, in whole seconds.
/// </remarks>
public readonly record struct Job
{
    /// <summary>The job's identifier; lists are ordered by it.</summary>
    public required long Id { get; init; }

    /// <summary>The organization that the job belongs to, and the only one whose keys may see it.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>What kind of job it is, e.g. <c>Campaign</c>. An open set: workers may add to it.</summary>
    public required string JobType { get; init; }

    /// <summary>What the user called it.</summary>
    public required string Name { get; init; }

    /// <summary>Where the job stands. An open set, see <see cref="JobState"/>.</summary>
    public required string State { get; init; }

    /// <summary>A campaign's secondary state, e.g. <c>onhold_autowinner</c>.</summary>
    public string? State2 { get; init; }

    /// <summary>Whether the job is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Numerator of the progress.</summary>
    public required long ProgressValue { get; init; }

    /// <summary>Denominator of the progress; null while it is not known.</summary>
    public long? ProgressTotal { get; init; }

    /// <summary>The mailing list that the job works on.</summary>
    public long? MailingListId { get; init; }

    /// <summary>The suppression list that the job works on.</summary>
    public long? SuppressionListId { get; init; }

    /// <summary>When the job is scheduled to begin.</summary>
    public DateTimeOffset? BeginsAt { get; init; }

    /// <summary>When the job began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the job ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When a job that hit a failure tries again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the job was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a worker last changed the job.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether there is still something to do, by <see cref="JobState.IsUnfinished"/>.</summary>
    public bool IsUnfinished => JobState.IsUnfinished(State, RetryAt);
}
