using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>The statements about the audit log, the same for every engine. None changes a line.</summary>
internal static class AuditStatements
{
    /// <summary>The columns in the order in which <see cref="AuditReader"/> takes them.</summary>
    private const string SelectEntries = """
        SELECT id, created_at, request_id, actor_organization_id, actor_api_key_id, action, outcome, organization_id, api_key_id,
               detail
        FROM audit_log
        """;

    private const string CountEntries = """
        SELECT CAST(COUNT(*) AS bigint)
        FROM audit_log
        """;

    private static readonly Condition HasFirstId = new("id >= @firstId", ("firstId", ColumnType.BigInt));

    /// <summary>The log, as a list, for system admins who may see every organization.</summary>
    public static readonly StatementSet<ListPart> Lists = new(
        Enum.GetValues<ListPart>().Where(part => part != ListPart.Excess),
        ListOf
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

    private static ScopedStatement ListOf(ListPart part)
    {
        var isCount = part == ListPart.Count;
        var (limit, limitParameters) = ListLimit.Of(part);
        return ScopedStatement.OnEveryOrganizationOnly(
            new StatementParts(isCount ? CountEntries : SelectEntries, HasFirstId.When(part == ListPart.KeysetPage))
            {
                End = isCount ? "" : "ORDER BY id",
                OtherParameters = limitParameters,
                Limit = limit,
            }
        );
    }
}
