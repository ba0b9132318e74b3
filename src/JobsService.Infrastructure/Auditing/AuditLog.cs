using JobsService.Application.Auditing;
using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>The audit log, on both database engines.</summary>
internal sealed class AuditLog(StatementExecutor database) : IAuditLog
{
    public Task Append(AuditEntry entry, CancellationToken cancellationToken) =>
        database.InTransaction(
            async transaction =>
            {
                await AuditWriter.Append(transaction, entry, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public IAsyncEnumerable<AuditEntry> Read(OrganizationScope scope, Window window)
    {
        var (statement, values) = AuditStatements.Lists.Read(window, FilterValues.None);
        return database.Stream(statement, scope, values, AuditReader.Read);
    }

    public Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken)
    {
        var (statement, values) = AuditStatements.Lists.Count(FilterValues.None);
        return database.Single(statement, scope, values, row => row.Integer(0), cancellationToken);
    }
}
