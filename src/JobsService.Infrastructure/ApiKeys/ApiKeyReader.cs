using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Maps rows of <see cref="ApiKeyStatements"/> to API keys and credentials.</summary>
internal static class ApiKeyReader
{
    public static ApiKey ReadKey(Row row) =>
        new()
        {
            Id = row.Integer(0),
            OrganizationId = row.Integer(1),
            Name = row.Text(2),
            Role = ApiKeyRoleName.Parse(row.Text(3)),
            Active = row.Boolean(4),
            CreatedAt = row.Time(5),
            LastUsedAt = row.TimeOrNull(6),
            ExpiresAt = row.TimeOrNull(7),
            SecretLast4 = row.TextOrNull(8),
        };

    public static ApiKeyCredential ReadCredential(Row row) =>
        new(
            ApiKeyId: row.Integer(0),
            OrganizationId: row.Integer(1),
            Role: ApiKeyRoleName.Parse(row.Text(2)),
            SecretHash: row.Bytes(3),
            Active: row.Boolean(4) && row.Boolean(5),
            ExpiresAt: row.TimeOrNull(6)
        );
}
