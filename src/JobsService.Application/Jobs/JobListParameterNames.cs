namespace JobsService.Application.Jobs;

/// <summary>The names of <see cref="JobListParameters"/> in a query string.</summary>
public static class JobListParameterNames
{
    /// <summary>Of <see cref="JobListParameters.BeginsAtAfter"/>.</summary>
    public const string BeginsAtAfter = "begins_at__after";

    /// <summary>Of <see cref="JobListParameters.BeginsAtBefore"/>.</summary>
    public const string BeginsAtBefore = "begins_at__before";

    /// <summary>Of <see cref="JobListParameters.FinishedAtAfter"/>.</summary>
    public const string FinishedAtAfter = "finished_at__after";

    /// <summary>Of <see cref="JobListParameters.FinishedAtBefore"/>.</summary>
    public const string FinishedAtBefore = "finished_at__before";

    /// <summary>Of <see cref="JobListParameters.State"/>.</summary>
    public const string State = "state";

    /// <summary>Of <see cref="JobListParameters.JobType"/>.</summary>
    public const string JobType = "job_type";
}
