using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;
using MediatR;

namespace JobsService.Application.Auditing;

/// <summary>The audit log, whole or in pages, by ascending id. For system admins.</summary>
public sealed record ListAuditLog : OrganizationScopedRequest<PagedResult<AuditEntry>>, IPagedRequest
{
    /// <summary>A request that only a system admin may send.</summary>
    public ListAuditLog() => Organizations = OrganizationSelection.Every;

    /// <summary>What the caller says about the list.</summary>
    public AuditLogParameters Parameters { get; init; } = AuditLogParameters.None;

    /// <inheritdoc/>
    PageParameters IPagedRequest.Pages => Parameters;
}

/// <summary>What a caller says about the part of the audit log that it wants, word for word.</summary>
public sealed record AuditLogParameters : PageParameters
{
    /// <summary>Nothing is said: all of it, in one piece.</summary>
    public static AuditLogParameters None { get; } = new();
}

internal sealed class ListAuditLogValidator : PagedRequestValidator<ListAuditLog>
{
    public ListAuditLogValidator() => AddPageRules();

    protected override string? CursorScopeOf(ListAuditLog request) => ListAuditLogHandler.Identity;
}

internal sealed class ListAuditLogHandler(IAuditLog auditLog) : IRequestHandler<ListAuditLog, PagedResult<AuditEntry>>
{
    /// <summary>All that tells the list from others: there is one.</summary>
    public const string Identity = "audit_log";

    public Task<PagedResult<AuditEntry>> Handle(ListAuditLog request, CancellationToken cancellationToken) =>
        PageReader.Read(new AuditList(auditLog, request.Scope), request.Parameters, cancellationToken);

    private sealed class AuditList(IAuditLog auditLog, OrganizationScope scope) : IPagedList<AuditEntry>
    {
        public string Identity => ListAuditLogHandler.Identity;

        public IAsyncEnumerable<AuditEntry> Stream() => auditLog.Stream(scope);

        public Task<IReadOnlyList<AuditEntry>> ReadKeysetPage(
            Cursor start,
            int take,
            CancellationToken cancellationToken
        ) => auditLog.ReadKeysetPage(scope, start, take, cancellationToken);

        public Task<IReadOnlyList<AuditEntry>> ReadOffsetPage(
            long skip,
            int take,
            CancellationToken cancellationToken
        ) => auditLog.ReadOffsetPage(scope, skip, take, cancellationToken);

        public Task<long> Count(CancellationToken cancellationToken) => auditLog.Count(scope, cancellationToken);

        public Cursor CursorAfter(AuditEntry row) => Cursor.After(row.Id);
    }
}
