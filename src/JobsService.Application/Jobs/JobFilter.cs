using JobsService.Application.Filtering;

namespace JobsService.Application.Jobs;

/// <summary>Which of the jobs in scope are in a list.</summary>
/// <param name="Subset">The jobs that the list is about.</param>
/// <param name="Values">The filters of the request.</param>
public sealed record JobFilter(JobSubset Subset, FilterValues Values)
{
    /// <summary>Every job in scope.</summary>
    public static JobFilter None { get; } = new(JobSubset.All, FilterValues.None);
}

/// <summary>The jobs that a query is about, before any filter of its client.</summary>
public enum JobSubset
{
    /// <summary>Every job.</summary>
    All,

    /// <summary>The jobs for which <see cref="Domain.Jobs.Job.IsUnfinished"/> holds.</summary>
    Unfinished,
}
