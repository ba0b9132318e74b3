using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The statements that read jobs, the same for every engine.</summary>
internal static class JobStatements
{
    /// <summary>The columns in the order in which <see cref="JobReader"/> takes them.</summary>
    private const string SelectJobs = """
        SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused,
               progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
        FROM jobs
        """;

    private const string CountJobs = """
        SELECT CAST(COUNT(*) AS bigint)
        FROM jobs
        """;

    private const string SelectIds = """
        SELECT id
        FROM jobs
        """;

    private static readonly TableScope Scope = new("organization_id");

    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));

    private static readonly Condition HasFirstId = new("id >= @firstId", ("firstId", ColumnType.BigInt));

    /// <summary>
    /// <see cref="Domain.Jobs.JobState.IsUnfinished"/> in SQL. The partial indexes of the migrations are used only while it
    /// repeats their condition, with these literals and in this form.
    /// </summary>
    private static readonly Condition IsUnfinished = new(
        "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)"
    );

    private static readonly (JobFilterParts Name, Condition Condition)[] Filters =
    [
        (JobFilterParts.BeginsAtAfter, new("begins_at > @beginsAtAfter", ("beginsAtAfter", ColumnType.Time))),
        (JobFilterParts.BeginsAtUntil, new("begins_at <= @beginsAtUntil", ("beginsAtUntil", ColumnType.Time))),
        (JobFilterParts.FinishedAtAfter, new("finished_at > @finishedAtAfter", ("finishedAtAfter", ColumnType.Time))),
        (JobFilterParts.FinishedAtUntil, new("finished_at <= @finishedAtUntil", ("finishedAtUntil", ColumnType.Time))),
        (JobFilterParts.State, IsAmong("state")),
        (JobFilterParts.JobType, IsAmong("job_type")),
    ];

    /// <summary>Lists of jobs, for the values of <see cref="JobListValues"/>.</summary>
    public static readonly StatementSet<JobListShape> Lists = new(JobListShape.All, ListOf);

    public static readonly ScopedStatement One = new(Scope, new StatementParts(SelectJobs, HasId));

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

    private static ScopedStatement ListOf(JobListShape shape)
    {
        Condition[] conditions =
        [
            .. HasFirstId.When(shape.Part == ListPart.KeysetPage),
            .. IsUnfinished.When(shape.OnlyUnfinished),
            .. Filters.Where(filter => shape.Filters.HasFlag(filter.Name)).Select(filter => filter.Condition),
        ];
        var (start, end) = shape.Part switch
        {
            ListPart.Count => (CountJobs, ""),
            ListPart.Excess => (SelectIds, "ORDER BY id"),
            _ => (SelectJobs, "ORDER BY id"),
        };
        var (limit, limitParameters) = ListLimit.Of(shape.Part);
        return new ScopedStatement(
            Scope,
            new StatementParts(start, conditions)
            {
                End = end,
                OtherParameters = limitParameters,
                IsForAnyOrganization = true,
                Limit = limit,
            }
        );
    }

    /// <summary>As many parameters as there can be words: a shorter list repeats one of its own.</summary>
    private static Condition IsAmong(string column)
    {
        var words = Enumerable.Range(0, JobListParameters.MaxWords).Select(number => $"{column}_{number}").ToArray();
        return new Condition(
            $"{column} IN ({string.Join(", ", words.Select(word => $"@{word}"))})",
            [.. words.Select(word => (word, ColumnType.VarChar(JobListParameters.MaxWordLength)))]
        );
    }
}
