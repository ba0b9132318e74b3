using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>The statement that writes when keys were used, the same for every engine.</summary>
internal static class ApiKeyUsageStatements
{
    /// <summary>
    /// Replicas see the same keys used; the one that comes first in a minute writes. A time that is yet to come was written while
    /// a clock was ahead.
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
        NoOrganizationScope =
            "It writes when keys were used, of keys that have authenticated, and returns nothing of a row.",
    };
}
