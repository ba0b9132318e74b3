using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

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
