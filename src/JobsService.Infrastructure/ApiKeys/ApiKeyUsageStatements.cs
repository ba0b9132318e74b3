using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statement that writes when keys were used, the same for every engine.</summary>
internal static class ApiKeyUsageStatements
{
    /// <summary>Replicas see the same keys used; the one that comes first in a minute writes.</summary>
    public static readonly Statement Write = new(
        """
        UPDATE api_keys
        SET last_used_at = @usedAt
        WHERE id = @id AND (last_used_at IS NULL OR last_used_at <= @before)
        """,
        ("usedAt", ColumnType.Time),
        ("id", ColumnType.BigInt),
        ("before", ColumnType.Time)
    );
}
