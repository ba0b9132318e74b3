using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The statements that read jobs, on both database engines.</summary>
internal static class JobStatements
{
    private static readonly TableScope Scope = new("organization_id");

    /// <summary>Lists of jobs. The orders match those of <see cref="JobOrder"/>.</summary>
    public static readonly ListStatementSet Lists = new("jobs", JobTable.Names)
    {
        Scope = Scope,
        Filters = JobFilters.List.Filters,
        Orders =
        [
            ListOrder.ById,
            ListOrder.ByIdDescending,
            ListOrder.ByChange(isDescending: false),
            ListOrder.ByChange(isDescending: true),
        ],
        Subsets =
        [
            // Job.IsUnfinished in SQL. The filtered indexes of the migrations are used only if this condition has the same
            // literals and the same form as theirs.
            new Condition(
                "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)"
            ),
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

    /// <summary>Counts jobs by state and type.</summary>
    public static readonly ScopedStatement CountsByStateAndType = new(
        Scope,
        new StatementParts(
            """
            SELECT MIN(state), MIN(job_type), CAST(COUNT(*) AS bigint)
            FROM jobs
            """
        )
        {
            End = """
            GROUP BY state, job_type
            ORDER BY COUNT(*) DESC, MIN(state), MIN(job_type)
            """,
            OtherParameters = [("take", ColumnType.BigInt)],
            IsForAnyOrganization = true,
            Limit = RowLimit.Take,
        }
    );
}
