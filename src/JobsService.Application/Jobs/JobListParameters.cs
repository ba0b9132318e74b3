using JobsService.Application.Paging;

namespace JobsService.Application.Jobs;

/// <summary>
/// What a caller says about the list that it wants, word for word: a value for each time that a parameter was given, none
/// when it was not (contract, "Filters and pages").
/// </summary>
public sealed record JobListParameters : PageParameters
{
    /// <summary>The greatest number of different states, and of different job types.</summary>
    public const int MaxWords = 20;

    /// <summary>The greatest length of a state or a job type.</summary>
    public const int MaxWordLength = 64;

    /// <summary>Nothing is said: all jobs, in one piece.</summary>
    public static JobListParameters None { get; } = new();

    /// <summary><c>begins_at__after</c>: jobs that begin strictly after a time: UTC seconds since 1970, or
    /// ISO-8601 with an offset.</summary>
    public IReadOnlyList<string?> BeginsAtAfter { get; init; } = [];

    /// <summary><c>begins_at__before</c>: jobs that begin strictly before a time.</summary>
    public IReadOnlyList<string?> BeginsAtBefore { get; init; } = [];

    /// <summary><c>finished_at__after</c>: jobs that ended strictly after a time.</summary>
    public IReadOnlyList<string?> FinishedAtAfter { get; init; } = [];

    /// <summary><c>finished_at__before</c>: jobs that ended strictly before a time.</summary>
    public IReadOnlyList<string?> FinishedAtBefore { get; init; } = [];

    /// <summary><c>state</c>: jobs in one of these states, separated by commas, in any case.</summary>
    public IReadOnlyList<string?> State { get; init; } = [];

    /// <summary><c>job_type</c>: jobs of one of these types, separated by commas, in any case.</summary>
    public IReadOnlyList<string?> JobType { get; init; } = [];
}
