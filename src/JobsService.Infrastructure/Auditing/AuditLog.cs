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

/// <summary>Maps rows of <see cref="AuditStatements.Lists"/> to audit log entries.</summary>
internal static class AuditReader
{
    public static AuditEntry Read(Row row) =>
        new()
        {
            Id = row.Integer(0),
            CreatedAt = row.Time(1),
            RequestId = row.Text(2),
            ActorOrganizationId = row.Integer(3),
            ActorApiKeyId = row.IntegerOrNull(4),
            Action = row.Text(5),
            Outcome = row.Text(6),
            OrganizationId = row.IntegerOrNull(7),
            ApiKeyId = row.IntegerOrNull(8),
            Detail = row.Text(9),
        };
}

/// <summary>Appends to the audit log in the caller's transaction.</summary>
internal static class AuditWriter
{
    /// <summary>Appends an entry.</summary>
    public static Task Append(DatabaseTransaction transaction, AuditEntry entry, CancellationToken cancellationToken) =>
        transaction.Execute(
            AuditStatements.Insert,
            new StatementValues
            {
                ["createdAt"] = entry.CreatedAt,
                ["requestId"] = entry.RequestId,
                ["actorOrganizationId"] = entry.ActorOrganizationId,
                ["actorApiKeyId"] = entry.ActorApiKeyId,
                ["action"] = entry.Action,
                ["outcome"] = entry.Outcome,
                ["organizationId"] = entry.OrganizationId,
                ["apiKeyId"] = entry.ApiKeyId,
                ["detail"] = entry.Detail,
            },
            cancellationToken
        );
}
