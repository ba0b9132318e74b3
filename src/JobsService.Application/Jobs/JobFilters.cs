using JobsService.Application.Filtering;
using JobsService.Application.Paging;

namespace JobsService.Application.Jobs;

/// <summary>The filters and orders of a list of jobs.</summary>
public static class JobFilters
{
    /// <summary>The filters and the orders.</summary>
    public static ListDefinition List { get; } =
        new(
            [
                new Filter(
                    "begins_at__after",
                    "begins_at",
                    TimeFilter.After,
                    "Jobs that begin strictly after this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "begins_at__before",
                    "begins_at",
                    TimeFilter.Before,
                    "Jobs that begin strictly before this time.",
                    Example: "2014-07-03T15:37:00.5+02:00"
                ),
                new Filter(
                    "finished_at__after",
                    "finished_at",
                    TimeFilter.After,
                    "Jobs that ended strictly after this time.",
                    Example: "1404394620"
                ),
                new Filter(
                    "finished_at__before",
                    "finished_at",
                    TimeFilter.Before,
                    "Jobs that ended strictly before this time.",
                    Example: "1404394620"
                ),
                new Filter(
                    "state",
                    "state",
                    WordsFilter.OneOf,
                    "Jobs in one of these states, in any case.",
                    Example: "failed,cancelled"
                ),
                new Filter(
                    "job_type",
                    "job_type",
                    WordsFilter.OneOf,
                    "Jobs of one of these types, in any case.",
                    Example: "Campaign"
                ),
            ],
            JobOrders.Names
        )
        {
            OrderDescription =
                "By id, or by the moment of the last change; with a minus sign, the newest or the last changed first.",
        };
}

/// <summary>The filters and the order of a list of jobs.</summary>
/// <param name="Subset">The jobs that the list selects from.</param>
/// <param name="Values">The filters of the request.</param>
public sealed record JobFilter(JobSubset Subset, FilterValues Values)
{
    /// <summary>The order in which the jobs are read. It has no effect on counts.</summary>
    public JobOrder Order { get; init; }

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
