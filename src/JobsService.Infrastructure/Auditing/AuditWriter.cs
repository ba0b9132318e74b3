using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>Appends to the audit log in somebody's transaction.</summary>
internal static class AuditWriter
{
    /// <summary>Appends a line.</summary>
    public static Task Append(
        DatabaseTransaction transaction,
        IDatabaseEngine engine,
        AuditEntry entry,
        CancellationToken cancellationToken
    ) =>
        transaction.Execute(
            AuditStatements.Insert,
            new
            {
                createdAt = engine.ToColumn(entry.CreatedAt),
                requestId = entry.RequestId,
                actorOrganizationId = entry.ActorOrganizationId,
                actorApiKeyId = entry.ActorApiKeyId,
                action = entry.Action,
                outcome = entry.Outcome,
                organizationId = entry.OrganizationId,
                apiKeyId = entry.ApiKeyId,
                detail = entry.Detail,
            },
            cancellationToken
        );
}
