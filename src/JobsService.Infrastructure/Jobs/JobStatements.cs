using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The statements that read jobs, on both database engines.</summary>
internal static class JobStatements
{
    // Job.IsStalled in SQL.
    private const string Stalled =
        $"{JobIndexes.Unfinished} AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before";

    private static readonly TableScope Scope = new("organization_id");

    /// <summary>Lists of jobs. The orders match those of <see cref="JobOrder"/>.</summary>
    public static readonly ListStatementSet Lists = new("jobs", JobTable.Names)
    {
        Scope = Scope,
        Filters = JobFilters.List.Filters,
        Subsets = JobIndexes.UnfinishedSubset,
        SourceOf = JobIndexes.Of,
        Conditions = new Dictionary<string, Condition>(StringComparer.Ordinal)
        {
            ["stalled"] = new Condition(Stalled, ("stalled_before", ColumnType.Time)),
        },
        Orders =
        [
            ListOrder.ById,
            ListOrder.ByIdDescending,
            ListOrder.ByChange(isDescending: false),
            ListOrder.ByChange(isDescending: true),
        ],
    };

    /// <summary>One job in scope.</summary>
    public static readonly ScopedStatement One = new(
        Scope,
        new StatementParts($"SELECT {JobTable.Names}\nFROM jobs", new Condition("id = @id", ("id", ColumnType.BigInt)))
        {
            Rows = new OrganizationRows("jobs", JobTable.Names),
        }
    );

    /// <summary>
    /// Counts jobs by organization, state and type. A further row, whose state is NULL, contains the numbers of unfinished and of
    /// stalled jobs. One statement, because two would read the database at different times.
    /// </summary>
    public static readonly ScopedStatement Statistics = new(
        Scope,
        new StatementParts("SELECT state, job_type, CAST(COUNT(*) AS bigint), CAST(0 AS bigint)")
        {
            Source = JobIndexes.OfStatistics,
            // In the order of ix_jobs_organization_state_type.
            End = "GROUP BY organization_id, state, job_type",
            IsForAnyOrganization = true,
            UnionAll = new StatementParts(
                $"SELECT NULL, NULL, CAST(COUNT(*) AS bigint), CAST(COUNT(CASE WHEN {Stalled} THEN 1 END) AS bigint)"
            )
            {
                Source = JobIndexes.OfUnfinished,
                OtherParameters = [("stalled_before", ColumnType.Time)],
            },
        }
    );
}
