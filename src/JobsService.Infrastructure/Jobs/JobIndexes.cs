using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The indexes by which lists of jobs are read. See ADR 0024.</summary>
/// <remarks>
/// SQL Server gets a hint for each, because its optimizer would choose a scan for an organization with more than about a hundredth of
/// all jobs, however few of them the filters select. SQLite always prefers these indexes (<c>QueryPlanTests</c>).
/// </remarks>
internal static class JobIndexes
{
    /// <summary>The subset of unfinished jobs.</summary>
    public const int UnfinishedSubset = 1;

    /// <summary>
    /// Job.IsUnfinished in SQL. SQLite's partial indexes are used only if this condition has the same literals and the same form as theirs.
    /// </summary>
    public const string Unfinished =
        "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)";

    // The conditions of SQL Server's filtered indexes, which accept no OR. Together they are Unfinished.
    private const string Running = "state <> 'finished' AND state <> 'cancelled' AND state <> 'failed'";
    private const string Retrying = "state = 'failed' AND retry_at IS NOT NULL";

    private static readonly TablePart[] UnfinishedOnSqlite = [new(new Condition(Unfinished))];

    // SQLite writes the pages of an index that an update changes. A job that runs is updated often, and its entries are in small indexes.
    private static readonly TablePart[] ByChangeOnSqlite =
    [
        .. UnfinishedOnSqlite,
        new(new Condition(Unfinished).Negated()),
    ];

    private static readonly string Columns = $"{JobTable.Names}, row_version";

    private static readonly ulong StateFilter = BitOf("state");
    private static readonly ulong IdFilter = BitOf("id");
    private static readonly ulong StalledFilter = BitOf("stalled");

    /// <summary>For the counts by state and type.</summary>
    public static readonly TableSource OfStatistics = new("jobs", Columns)
    {
        OnSqlServer =
        [
            new TablePart
            {
                OrganizationHint = Seek("ix_jobs_organization_state_type"),
                Hint = Read("ix_jobs_organization_state_type"),
            },
        ],
    };

    /// <summary>For jobs in the order of their changes.</summary>
    public static readonly TableSource ByChange = new("jobs", Columns)
    {
        OnSqlServer =
        [
            new TablePart
            {
                OrganizationHint = Seek("ix_jobs_organization_changes"),
                Hint = Read("uq_jobs_row_version"),
            },
        ],
        OnSqlite = ByChangeOnSqlite,
    };

    /// <summary>For unfinished jobs in the order of ids, or in none.</summary>
    public static readonly TableSource OfUnfinished = UnfinishedBy("");

    private static readonly TableSource OfUnfinishedByChange = UnfinishedBy("_row_version");
    private static readonly TableSource ById = All(Seek("ix_jobs_organization_id"));

    // Without other filters: this index has no other columns, so each job of the state would be looked up.
    private static readonly TableSource OfOneState = All(Seek("ix_jobs_organization_state"));

    // The optimizer chooses the narrowest index of the organization that has the columns of the filters.
    private static readonly TableSource ByAnyIndex = All("FORCESEEK");

    /// <summary>Returns the indexes of a list.</summary>
    public static TableSource Of(ListShape shape)
    {
        var isByChange = ((JobOrder)shape.Order).IsByChange();

        // Stalled jobs are unfinished.
        if (shape.Subset == UnfinishedSubset || (shape.Filters & shape.Special & StalledFilter) != 0)
        {
            return isByChange ? OfUnfinishedByChange : OfUnfinished;
        }

        if (isByChange)
        {
            return (shape.Filters & IdFilter) == 0 ? ByChange : ByChange with { OnSqlServer = ByAnyIndex.OnSqlServer };
        }

        return shape.Part == ListPart.Count ? ByAnyIndex
            : shape.Filters == StateFilter && shape.Special == StateFilter ? OfOneState
            : ById;
    }

    private static TableSource All(string organizationHint) =>
        new("jobs", Columns) { OnSqlServer = [new TablePart { OrganizationHint = organizationHint }] };

    private static TableSource UnfinishedBy(string order) =>
        new("jobs", Columns)
        {
            OnSqlServer = [UnfinishedPart(Running, "running", order), UnfinishedPart(Retrying, "retrying", order)],
            OnSqlite = UnfinishedOnSqlite,
        };

    private static TablePart UnfinishedPart(string condition, string name, string order) =>
        new(new Condition(condition))
        {
            OrganizationHint = Seek($"ix_jobs_{name}_organization{order}"),
            Hint = Read($"ix_jobs_{name}{order}"),
        };

    private static string Seek(string index) => $"FORCESEEK ({index} (organization_id))";

    private static string Read(string index) => $"INDEX ({index})";

    private static ulong BitOf(string filter) =>
        1UL << JobFilters.List.Filters.Index().Single(entry => entry.Item.Name == filter).Index;
}
