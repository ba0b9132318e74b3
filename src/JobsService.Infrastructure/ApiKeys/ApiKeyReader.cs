using System.Data.Common;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Makes keys and credentials of rows of <see cref="ApiKeyStatements"/>.</summary>
internal sealed class ApiKeyReader(ISqlEngine engine)
{
    public ApiKey ReadKey(DbDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            OrganizationId = row.GetInt64(1),
            Name = row.GetString(2),
            Role = ApiKeyRoleName.Parse(row.GetString(3)),
            Active = row.GetBoolean(4),
            CreatedAt = engine.ReadTime(row, 5),
            LastUsedAt = row.IsDBNull(6) ? null : engine.ReadTime(row, 6),
        };

    public static ApiKeyCredential ReadCredential(DbDataReader row) =>
        new(
            ApiKeyId: row.GetInt64(0),
            OrganizationId: row.GetInt64(1),
            Role: ApiKeyRoleName.Parse(row.GetString(2)),
            SecretHash: row.GetFieldValue<byte[]>(3),
            Active: row.GetBoolean(4) && row.GetBoolean(5)
        );
}
