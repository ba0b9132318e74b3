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
                new Filter(
                    "created_at__after",
                    "created_at",
                    TimeFilter.After,
                    "Jobs that were created strictly after this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "created_at__before",
                    "created_at",
                    TimeFilter.Before,
                    "Jobs that were created strictly before this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "started_at__after",
                    "started_at",
                    TimeFilter.After,
                    "Jobs that started strictly after this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "started_at__before",
                    "started_at",
                    TimeFilter.Before,
                    "Jobs that started strictly before this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "updated_at__after",
                    "updated_at",
                    TimeFilter.After,
                    "Jobs that were last changed strictly after this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "updated_at__before",
                    "updated_at",
                    TimeFilter.Before,
                    "Jobs that were last changed strictly before this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "retry_at__after",
                    "retry_at",
                    TimeFilter.After,
                    "Jobs whose next retry is strictly after this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter(
                    "retry_at__before",
                    "retry_at",
                    TimeFilter.Before,
                    "Jobs whose next retry is strictly before this time.",
                    Example: "2014-07-03T13:37:00Z"
                ),
                new Filter("id", "id", IntegersFilter.OneOf, "Jobs with one of these ids.", Example: "1,2"),
                new Filter(
                    "mailing_list_id",
                    "mailing_list_id",
                    IntegersFilter.OneOf,
                    "Jobs that process one of these mailing lists.",
                    Example: "12"
                ),
                new Filter(
                    "suppression_list_id",
                    "suppression_list_id",
                    IntegersFilter.OneOf,
                    "Jobs that process one of these suppression lists.",
                    Example: "3"
                ),
                new Filter(
                    "state2",
                    "state2",
                    WordsFilter.OneOfInAnyCase,
                    "Jobs in one of these secondary states, in any case.",
                    Example: "onhold_autowinner"
                ),
                new Filter(
                    "paused",
                    "paused",
                    FlagFilter.OfColumn,
                    "Jobs that are paused, or are not.",
                    Example: "true"
                ),
                new Filter(
                    "name_contains",
                    "name",
                    TextFilter.Containing(maxLength: 100, fieldLength: 255),
                    "Jobs whose name contains this text, in any case. No character is a wildcard.",
                    Example: "newsletter"
                ),
                new Filter(
                    "stalled",
                    "stalled",
                    FlagFilter.OfCondition,
                    "True: unfinished jobs that have started, are not paused, and have not been updated for longer than the operator allows (15 minutes, unless configured). False: all other jobs.",
                    Example: "true"
                ),
            ],
            JobOrders.Names
        )
        {
            Fields = JobFields.All,
            OrderDescription =
                "By id, or by the moment of the last change; with a minus sign, the newest or the last changed first.",
        };
}

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
