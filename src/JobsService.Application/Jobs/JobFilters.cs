using JobsService.Application.Filtering;
using JobsService.Application.Paging;

namespace JobsService.Application.Jobs;

/// <summary>The filters and orders of a list of jobs.</summary>
public static class JobFilters
{
    private const string TimeExample = "2014-07-03T13:37:00Z";

    /// <summary>The filters and the orders.</summary>
    public static ListDefinition List { get; } =
        new(
            [
                After("begins_at", "Jobs that begin"),
                Before("begins_at", "Jobs that begin", example: "2014-07-03T15:37:00.5+02:00"),
                After("finished_at", "Jobs that ended", example: "1404394620"),
                Before("finished_at", "Jobs that ended", example: "1404394620"),
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
                After("created_at", "Jobs that were created"),
                Before("created_at", "Jobs that were created"),
                After("started_at", "Jobs that started"),
                Before("started_at", "Jobs that started"),
                After("updated_at", "Jobs that were last changed"),
                Before("updated_at", "Jobs that were last changed"),
                After("retry_at", "Jobs whose next retry is"),
                Before("retry_at", "Jobs whose next retry is"),
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

    private static Filter After(string field, string jobs, string example = TimeExample) =>
        new($"{field}__after", field, TimeFilter.After, $"{jobs} strictly after this time.", example);

    private static Filter Before(string field, string jobs, string example = TimeExample) =>
        new($"{field}__before", field, TimeFilter.Before, $"{jobs} strictly before this time.", example);
}
