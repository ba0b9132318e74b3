using JobsService.Application.Jobs;
using JobsService.Infrastructure.Sql;

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

    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));

    private static readonly Condition HasOrganization = new(
        "organization_id = @organizationId",
        ("organizationId", ColumnType.BigInt)
    );

    private static readonly Condition HasFirstId = new("id >= @firstId", ("firstId", ColumnType.BigInt));

    /// <summary>
    /// <see cref="Domain.Jobs.JobState.IsUnfinished"/> in SQL. The partial indexes of the migrations are used only while it
    /// repeats their condition, with these literals and in this form.
    /// </summary>
    private static readonly Condition IsUnfinished = new(
        "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)"
    );

    private static readonly (string, ColumnType) Skip = ("skip", ColumnType.BigInt);
    private static readonly (string, ColumnType) Take = ("take", ColumnType.BigInt);

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

    public static readonly Statement OneOfOrganization = new(
        $"{SelectJobs}{Where(HasId, HasOrganization)}",
        ParametersOf(HasId, HasOrganization)
    );

    public static readonly Statement OneOfEveryOrganization = new($"{SelectJobs}{Where(HasId)}", ParametersOf(HasId));

    private static Statement ListOf(JobListShape shape)
    {
        Condition[] conditions =
        [
            .. When(shape.OfOneOrganization, HasOrganization),
            .. When(shape.Part == JobListPart.KeysetPage, HasFirstId),
            .. When(shape.OnlyUnfinished, IsUnfinished),
            .. Filters.Where(filter => shape.Filters.HasFlag(filter.Name)).Select(filter => filter.Condition),
        ];
        var (limit, limitParameters) = LimitOf(shape.Part);
        var text = shape.Part switch
        {
            JobListPart.Count => $"{CountJobs}{Where(conditions)}",
            JobListPart.Excess => $"{SelectIds}{Where(conditions)}\nORDER BY id",
            _ => $"{SelectJobs}{Where(conditions)}\nORDER BY id",
        };
        return new Statement(text, [.. ParametersOf(conditions), .. limitParameters])
        {
            IsForAnyOrganization = shape.OfOneOrganization,
            Limit = limit,
        };
    }

    private static (RowLimit Limit, (string, ColumnType)[] Parameters) LimitOf(JobListPart part) =>
        part switch
        {
            JobListPart.KeysetPage => (RowLimit.Take, [Take]),
            JobListPart.OffsetPage or JobListPart.Excess => (RowLimit.SkipAndTake, [Skip, Take]),
            _ => (RowLimit.None, []),
        };

    private static Condition[] When(bool isAskedFor, Condition condition) => isAskedFor ? [condition] : [];

    private static string Where(params IReadOnlyCollection<Condition> conditions) =>
        conditions.Count == 0
            ? ""
            : $"\nWHERE {string.Join("\n  AND ", conditions.Select(condition => condition.Sql))}";

    private static (string, ColumnType)[] ParametersOf(params IReadOnlyCollection<Condition> conditions) =>
        [.. conditions.SelectMany(condition => condition.Parameters)];

    /// <summary>As many parameters as there can be words: a shorter list repeats one of its own.</summary>
    private static Condition IsAmong(string column)
    {
        var words = Enumerable.Range(0, JobListParameters.MaxWords).Select(number => $"{column}_{number}").ToArray();
        return new Condition(
            $"{column} IN ({string.Join(", ", words.Select(word => $"@{word}"))})",
            [.. words.Select(word => (word, ColumnType.VarChar(JobListParameters.MaxWordLength)))]
        );
    }

    private sealed record Condition(string Sql, params (string Name, ColumnType Type)[] Parameters);
}
