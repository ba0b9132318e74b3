using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>The statements about the audit log, the same for every engine. None changes a line.</summary>
internal static class AuditStatements
{
    /// <summary>The log, as a list, for system admins who ask about every organization.</summary>
    public static readonly ListStatementSet Lists = new(
        "audit_log",
        // In the order in which AuditReader reads them.
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
        NoOrganizationScope = "It adds a line; no existing row is read or changed.",
    };
}
