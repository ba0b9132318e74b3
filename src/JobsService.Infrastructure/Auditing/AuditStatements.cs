using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>The statements of the audit log, on both database engines. Entries are never changed.</summary>
internal static class AuditStatements
{
    /// <summary>Lists of entries. They run only for system admins with a scope of every organization.</summary>
    public static readonly ListStatementSet Lists = new(
        "audit_log",
        // AuditReader depends on this order.
        "id, created_at, request_id, actor_organization_id, actor_api_key_id, action, outcome, organization_id, api_key_id, detail"
    );

    public static readonly Statement Insert = new(
        """
        INSERT INTO audit_log (created_at, request_id, actor_organization_id, actor_api_key_id, action, outcome, organization_id, api_key_id, detail)
        VALUES (@createdAt, @requestId, @actorOrganizationId, @actorApiKeyId, @action, @outcome, @organizationId, @apiKeyId, @detail)
        """,
        ("createdAt", ColumnType.Time),
        ("requestId", ColumnType.VarChar(64)),
        ("actorOrganizationId", ColumnType.BigInt),
        ("actorApiKeyId", ColumnType.BigInt),
        ("action", ColumnType.VarChar(32)),
        ("outcome", ColumnType.VarChar(32)),
        ("organizationId", ColumnType.BigInt),
        ("apiKeyId", ColumnType.BigInt),
        ("detail", ColumnType.NVarChar(AuditEntry.MaxDetailLength))
    )
    {
        NoOrganizationScope = "It inserts an entry; no existing row is read or changed.",
    };
}
