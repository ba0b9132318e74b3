namespace JobsService.Application.Jobs;

/// <summary>The fields of a job that a list can return.</summary>
public static class JobFields
{
    /// <summary>The fields of a job unless a request selects others: one for each column, in alphabetical order.</summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "begins_at",
        "created_at",
        "finished_at",
        "id",
        "job_type",
        "mailing_list_id",
        "name",
        "organization_id",
        "paused",
        "progress_total",
        "progress_value",
        "retry_at",
        "started_at",
        "state",
        "state2",
        "suppression_list_id",
        "updated_at",
    ];

    /// <summary>Whether the job is stalled. The value depends on the time of the request.</summary>
    public const string Stalled = "stalled";

    /// <summary>The fields that are derived from others.</summary>
    public static IReadOnlyList<string> Derived { get; } = ["eta_at", "percent", Stalled];

    /// <summary>All fields, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Default.Concat(Derived).Order(StringComparer.Ordinal)];
}
