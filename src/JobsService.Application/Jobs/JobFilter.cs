using JobsService.Application.Filtering;

namespace JobsService.Application.Jobs;

/// <summary>The filters and the order of a list of jobs.</summary>
/// <param name="Subset">The jobs that the list selects from.</param>
/// <param name="Values">The filters of the request.</param>
/// <param name="StalledBefore">The time for <see cref="Domain.Jobs.Job.IsStalled"/>, which the filter <c>stalled</c> needs.</param>
public sealed record JobFilter(JobSubset Subset, FilterValues Values, DateTimeOffset StalledBefore)
{
    /// <summary>The order in which the jobs are read. It has no effect on counts.</summary>
    public JobOrder Order { get; init; }

    /// <summary>Every job in scope.</summary>
    public static JobFilter None { get; } = new(JobSubset.All, FilterValues.None, StalledBefore: default);
}

/// <summary>The jobs that a list selects from before the filters of the request apply.</summary>
public enum JobSubset
{
    /// <summary>Every job.</summary>
    All,

    /// <summary>The jobs for which <see cref="Domain.Jobs.Job.IsUnfinished"/> is true.</summary>
    Unfinished,
}
