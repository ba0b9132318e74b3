using JobsService.Application.Filtering;

namespace JobsService.Application.Jobs;

/// <summary>The filters of a list of jobs.</summary>
/// <param name="Subset">The jobs that the list selects from.</param>
/// <param name="Values">The filters of the request.</param>
public sealed record JobFilter(JobSubset Subset, FilterValues Values)
{
    /// <summary>Every job in scope.</summary>
    public static JobFilter None { get; } = new(JobSubset.All, FilterValues.None);
}

/// <summary>The jobs that a list selects from before the filters of the request apply.</summary>
public enum JobSubset
{
    /// <summary>Every job.</summary>
    All,

    /// <summary>The jobs for which <see cref="Domain.Jobs.Job.IsUnfinished"/> is true.</summary>
    Unfinished,
}
