namespace JobsService.Domain.Jobs;

/// <summary>
/// The known job states, and the definition of "unfinished".
/// </summary>
/// <remarks>
/// The set is open: a state that is not listed here is passed through unchanged. States are compared case-insensitively, here and
/// by the collation of the <c>state</c> column.
/// </remarks>
public static class JobState
{
    /// <summary>The job completed successfully.</summary>
    public const string Finished = "finished";

    /// <summary>A user stopped the job permanently.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The job failed; it is unfinished only if a retry is scheduled.</summary>
    public const string Failed = "failed";

    /// <summary>A user stopped the job for a while.</summary>
    public const string Paused = "paused";

    /// <summary>The states of a campaign.</summary>
    public static IReadOnlyList<string> OfCampaigns { get; } =
    ["idle", "scheduled", "sending", Paused, Finished, Failed, Cancelled];

    /// <summary>The states of a subscriber import.</summary>
    public static IReadOnlyList<string> OfSubscriberImports { get; } =
    ["scheduled", "downloading", "splitting", "importing", Paused, Finished, Failed, Cancelled];

    /// <summary>The states that the published API uses for every other job type.</summary>
    public static IReadOnlyList<string> OfAnyJob { get; } = ["pending", "scheduled", "active", Paused];

    /// <summary>
    /// A job is finished if its state is <c>finished</c> or <c>cancelled</c>, or <c>failed</c> without a scheduled retry. Every other
    /// job is unfinished, including jobs in a state that this service does not know (ADR 0009).
    /// </summary>
    /// <param name="state">The job's state.</param>
    /// <param name="retryAt">When the job will be retried, or null if it will not.</param>
    public static bool IsUnfinished(string state, DateTimeOffset? retryAt) =>
        !Is(state, Finished) && !Is(state, Cancelled) && (!Is(state, Failed) || retryAt is not null);

    /// <summary>Whether an unfinished job is not being worked on: it is paused, or failed and waits for its retry.</summary>
    public static bool IsHalted(string state) => Is(state, Paused) || Is(state, Failed);

    private static bool Is(string state, string known) =>
        string.Equals(state, known, StringComparison.OrdinalIgnoreCase);
}
