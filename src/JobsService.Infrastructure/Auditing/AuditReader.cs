using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

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
