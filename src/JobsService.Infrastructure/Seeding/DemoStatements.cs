using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>The statements that move the jobs of the demonstration. They run on SQLite only.</summary>
internal static class DemoStatements
{
    private const string Reason = "The demonstration has no caller: it runs in Development, on its own database.";

    /// <summary>The jobs of the customers, organizations 2 and 3.</summary>
    public static readonly Statement Jobs = new($"SELECT {JobTable.Names} FROM jobs WHERE organization_id IN (2, 3)")
    {
        NoOrganizationScope = Reason,
    };

    public static readonly Statement Update = new(
        """
        UPDATE jobs
        SET state = @state, progress_value = @progressValue, progress_total = @progressTotal, started_at = @startedAt,
            finished_at = @finishedAt, retry_at = @retryAt, updated_at = @updatedAt
        WHERE id = @id
        """,
        ("id", ColumnType.BigInt),
        ("state", ColumnType.VarChar(64)),
        ("progressValue", ColumnType.BigInt),
        ("progressTotal", ColumnType.BigInt),
        ("startedAt", ColumnType.Time),
        ("finishedAt", ColumnType.Time),
        ("retryAt", ColumnType.Time),
        ("updatedAt", ColumnType.Time)
    )
    {
        NoOrganizationScope = Reason,
    };

    public static readonly Statement Delete = new("DELETE FROM jobs WHERE id = @id", ("id", ColumnType.BigInt))
    {
        NoOrganizationScope = Reason,
    };

    public static readonly Statement NextId = new("SELECT COALESCE(MAX(id), 0) + 1 FROM jobs")
    {
        NoOrganizationScope = Reason,
    };
}
