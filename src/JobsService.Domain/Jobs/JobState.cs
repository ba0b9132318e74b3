namespace JobsService.Domain.Jobs;

/// <summary>
/// The states that a job is known to take, and what "unfinished" means.
/// </summary>
/// <remarks>
/// The set is open: a state that is not listed here is passed through unchanged. States are compared without regard to case,
/// here and by the collation of the <c>state</c> column.
/// </remarks>
public static class JobState
{
    /// <summary>The job did all it had to.</summary>
    public const string Finished = "finished";

    /// <summary>Somebody stopped the job for good.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The job hit an error; it is over unless it has a time to try again.</summary>
    public const string Failed = "failed";

    /// <summary>The states of a campaign.</summary>
    public static IReadOnlyList<string> OfCampaigns { get; } =
    ["idle", "scheduled", "sending", "paused", Finished, Failed, Cancelled];

    /// <summary>The states of a subscriber import.</summary>
    public static IReadOnlyList<string> OfSubscriberImports { get; } =
    ["scheduled", "downloading", "splitting", "importing", "paused", Finished, Failed, Cancelled];

    /// <summary>The words that the published API uses for every other type of job.</summary>
    public static IReadOnlyList<string> OfAnyJob { get; } = ["pending", "scheduled", "active", "paused"];

    /// <summary>
    /// A job is finished when its state is <c>finished</c> or <c>cancelled</c>, or is <c>failed</c> with nothing to retry;
    /// every other job is unfinished, states unknown to this service included (contract, "States").
    /// </summary>
    /// <param name="state">The job's state.</param>
    /// <param name="retryAt">When the job tries again, or null when it does not.</param>
    public static bool IsUnfinished(string state, DateTimeOffset? retryAt) =>
        !Is(state, Finished) && !Is(state, Cancelled) && (!Is(state, Failed) || retryAt is not null);

    private static bool Is(string state, string known) =>
        string.Equals(state, known, StringComparison.OrdinalIgnoreCase);
}
