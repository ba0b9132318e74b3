using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>Lists the audit log, as a whole or in pages, by ascending id. System admins only.</summary>
public sealed record ListAuditLog : ListRequest<AuditEntry>
{
    /// <summary>The audit log has no filters and one order.</summary>
    public static readonly ListDefinition Definition = new([], ListDefinition.ById);

    /// <summary>Selects every organization, which only a system admin can access.</summary>
    public ListAuditLog() => Organizations = OrganizationSelection.Every;

    private protected override ListDefinition List => Definition;

    /// <inheritdoc/>
    internal override string CursorScope => "audit_log";
}

internal sealed class ListAuditLogHandler(IAuditLog auditLog, IOrganizationRepository organizations)
    : ListHandler<ListAuditLog, AuditEntry>(organizations)
{
    /// <inheritdoc/>
    protected override IAsyncEnumerable<AuditEntry> Read(ListAuditLog request, Window window) =>
        auditLog.Read(request.Scope, window);

    /// <inheritdoc/>
    protected override Task<long> Count(ListAuditLog request, CancellationToken cancellationToken) =>
        auditLog.Count(request.Scope, cancellationToken);

    /// <inheritdoc/>
    protected override Cursor CursorAfter(ListAuditLog request, AuditEntry row) => Cursor.After(row.Id);
}
