using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>The statement that writes the last use of API keys; the same for every database.</summary>
internal static class ApiKeyUsageStatements
{
    /// <summary>
    /// All replicas record the same keys; the first one in each minute writes. A time in the future, written by a replica whose
    /// clock was ahead, is overwritten.
    /// </summary>
    public static readonly Statement Write = new(
        """
        UPDATE api_keys
        SET last_used_at = @usedAt
        WHERE id = @id AND (last_used_at IS NULL OR last_used_at <= @before OR last_used_at > @after)
        """,
        ("usedAt", ColumnType.Time),
        ("id", ColumnType.BigInt),
        ("before", ColumnType.Time),
        ("after", ColumnType.Time)
    )
    {
        NoOrganizationScope = "It writes the last use of keys that have authenticated, and returns no data.",
    };
}
