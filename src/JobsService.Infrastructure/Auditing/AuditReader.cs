using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Auditing;

/// <summary>Makes lines of the audit log of rows of <see cref="AuditStatements.Lists"/>.</summary>
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
