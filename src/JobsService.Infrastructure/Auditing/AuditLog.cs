using JobsService.Application.Auditing;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>The audit log, on every engine.</summary>
internal sealed class AuditLog(StatementExecutor database, IDatabaseEngine engine) : IAuditLog
{
    public Task Append(AuditEntry entry, CancellationToken cancellationToken) =>
        database.InTransaction(
            async transaction =>
            {
                await AuditWriter.Append(transaction, engine, entry, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public IAsyncEnumerable<AuditEntry> Stream(OrganizationScope scope) =>
        database.Stream(AuditStatements.Lists[ListPart.Everything], scope, values: null, AuditReader.Read);

    public Task<IReadOnlyList<AuditEntry>> ReadKeysetPage(
        OrganizationScope scope,
        Cursor start,
        int take,
        CancellationToken cancellationToken
    ) =>
        database.List(
            AuditStatements.Lists[ListPart.KeysetPage],
            scope,
            new StatementValues { ["firstId"] = start.FirstId, ["take"] = (long)take },
            AuditReader.Read,
            cancellationToken
        );

    public Task<IReadOnlyList<AuditEntry>> ReadOffsetPage(
        OrganizationScope scope,
        long skip,
        int take,
        CancellationToken cancellationToken
    ) =>
        database.List(
            AuditStatements.Lists[ListPart.OffsetPage],
            scope,
            new StatementValues { ["skip"] = skip, ["take"] = (long)take },
            AuditReader.Read,
            cancellationToken
        );

    public async Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken)
    {
        var counts = await database.List(
            AuditStatements.Lists[ListPart.Count],
            scope,
            values: null,
            row => row.Integer(0),
            cancellationToken
        );
        return counts.Single();
    }
}
