using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The statements that read changes of jobs, on both database engines.</summary>
internal static class JobChangeStatements
{
    private const string Version = "CAST(row_version AS bigint)";

    private static readonly (string, ColumnType) Take = ("take", ColumnType.BigInt);
    private static readonly TableScope Scope = new("organization_id");
    private static readonly ListOrder Order = ListOrder.ByChange(isDescending: false);

    private static readonly Condition IsInRange = new(
        "row_version > CAST(@after AS binary(8)) AND row_version <= CAST(@until AS binary(8))",
        ("after", ColumnType.BigInt),
        ("until", ColumnType.BigInt)
    );

    /// <summary>The position of the database in the order of changes.</summary>
    public static readonly Statement Position = new(
        "SELECT latest, newest, deletions_kept_after\nFROM job_change_position"
    );

    /// <summary>The last deletion; NULL if none is kept.</summary>
    public static readonly Statement LastDeletion = new($"SELECT MAX({Version})\nFROM job_deletions")
    {
        NoOrganizationScope = "It returns a number in the order of changes, and nothing of an organization.",
    };

    /// <summary>Jobs in scope that were changed in a range of versions, in the order of change.</summary>
    public static readonly ScopedStatement Changed = new(
        Scope,
        new StatementParts($"SELECT {JobTable.Names}", IsInRange)
        {
            Source = JobIndexes.ByChange,
            OtherParameters = [Take],
            Limit = RowLimit.Take,
            IsForAnyOrganization = true,
            Rows = new OrganizationRows("jobs", JobTable.Names),
            RowOrder = Order,
        }
    );

    /// <summary>Deletions in scope in a range of versions, in their order.</summary>
    public static readonly ScopedStatement Deleted = new(
        Scope,
        new StatementParts($"SELECT id, {Version}\nFROM job_deletions", IsInRange)
        {
            End = Order.ToSql(),
            OtherParameters = [Take],
            Limit = RowLimit.Take,
            IsForAnyOrganization = true,
        }
    );
}
