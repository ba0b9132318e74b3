using JobsService.Client;

namespace JobsService.Tool.Queries;

/// <summary>Words that the shell completes.</summary>
internal static class JobWords
{
    /// <summary>The known states.</summary>
    public static string[] States { get; } =
    [
        .. new[]
        {
            JobState.Active,
            JobState.Cancelled,
            JobState.Downloading,
            JobState.Failed,
            JobState.Finished,
            JobState.Idle,
            JobState.Importing,
            JobState.Paused,
            JobState.Pending,
            JobState.Scheduled,
            JobState.Sending,
            JobState.Splitting,
        }.Select(state => state.ToString()),
    ];

    /// <summary>The known types.</summary>
    public static string[] Types { get; } = [JobType.Campaign.ToString(), JobType.SubscriberImport.ToString()];

    /// <summary>The orders of a list, by their names in the API.</summary>
    public static IReadOnlyDictionary<string, JobOrder> Orders { get; } =
        new Dictionary<string, JobOrder>(StringComparer.Ordinal)
        {
            ["id"] = JobOrder.Id,
            ["-id"] = JobOrder.IdDescending,
            ["changed"] = JobOrder.Changed,
            ["-changed"] = JobOrder.ChangedDescending,
        };
}
