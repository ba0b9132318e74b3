using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Organizations;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Reads and writes API keys, on every engine.</summary>
internal sealed class ApiKeyRepository(Database database, ISqlEngine engine) : IApiKeyRepository
{
    public Task<IReadOnlyList<ApiKey>> List(OrganizationScope scope, CancellationToken cancellationToken) =>
        scope.OrganizationId is { } organizationId
            ? database.List(
                ApiKeyStatements.ListOfOrganization,
                new StatementValues { ["organizationId"] = organizationId },
                ApiKeyReader.ReadKey,
                cancellationToken
            )
            : database.List(
                ApiKeyStatements.ListOfEveryOrganization,
                values: null,
                ApiKeyReader.ReadKey,
                cancellationToken
            );

    public Task<ApiKey?> Add(NewApiKey key, OrganizationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Includes(key.OrganizationId))
        {
            throw new OutOfScopeException();
        }

        return database.Transact(transaction => Insert(key, transaction, cancellationToken), cancellationToken);
    }

    /// <summary><see cref="Add"/> in a transaction of somebody who has no caller: the demonstration.</summary>
    internal async Task<ApiKey?> Insert(
        NewApiKey key,
        DatabaseTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var columns = new
        {
            organizationId = key.OrganizationId,
            organizationName = key.OrganizationName,
            name = key.Name,
            role = key.Role.ToName(),
            secretHash = key.SecretHash.ToArray(),
            active = true,
            createdAt = engine.ToColumn(key.CreatedAt),
        };
        if (await transaction.Scalar<long>(OrganizationStatements.Exists, columns, cancellationToken) == 0)
        {
            if (key.OrganizationName is null)
            {
                return null;
            }

            await transaction.Execute(ApiKeyStatements.InsertOrganization, columns, cancellationToken);
        }

        await transaction.Execute(ApiKeyStatements.InsertKey, columns, cancellationToken);
        var id = await transaction.Scalar<long>(ApiKeyStatements.InsertedKeyId, columns, cancellationToken);
        return new ApiKey
        {
            Id = id,
            OrganizationId = key.OrganizationId,
            Name = key.Name,
            Role = key.Role,
            Active = true,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(key.CreatedAt.ToUnixTimeSeconds()),
        };
    }
}
