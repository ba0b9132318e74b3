using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Changes API keys in somebody's transaction, each change with its line of the audit log.</summary>
internal sealed class ApiKeyChanger(ISqlEngine engine)
{
    /// <inheritdoc cref="IApiKeyRepository.Change"/>
    public async Task<ApiKey?> Change(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    )
    {
        // Nothing out of scope is touched, not even by a lock.
        if (await Key(transaction, scope, id, cancellationToken) is null)
        {
            return null;
        }

        // Always in this order, so that two of them wait for each other and do not block each other.
        if (scope.IsOfSystemAdmin)
        {
            await transaction.Execute(ApiKeyChangeStatements.LockSystemAdmins, values: null, cancellationToken);
        }

        await transaction.Execute(ApiKeyChangeStatements.Lock, new { id }, cancellationToken);
        if (await Find(transaction, scope, id, cancellationToken) is not { } stored)
        {
            return null;
        }

        var change = decide(stored);
        await Apply(transaction, stored.Key, change, cancellationToken);
        await AuditWriter.Append(transaction, engine, change.Entry, cancellationToken);
        return change is ApiKeyChange.Revoke ? stored.Key : await Key(transaction, scope, id, cancellationToken);
    }

    private static async Task<StoredApiKey?> Find(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        long id,
        CancellationToken cancellationToken
    )
    {
        if (await Key(transaction, scope, id, cancellationToken) is not { } key)
        {
            return null;
        }

        var values = new { id, organizationId = key.OrganizationId };
        var isLasting = key is { Role: ApiKeyRole.SystemAdmin, Active: true, ExpiresAt: null };
        var isLast =
            isLasting
            && await transaction.Scalar<long>(ApiKeyStatements.OtherLastingSystemAdmins, values, cancellationToken)
                == 0;
        var count = await transaction.Scalar<long>(ApiKeyStatements.CountOfOrganization, values, cancellationToken);
        return new StoredApiKey(key, isLast, count);
    }

    private static async Task<ApiKey?> Key(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        long id,
        CancellationToken cancellationToken
    )
    {
        var (statement, values) = ApiKeyInScope.One(scope, id);
        var found = await transaction.List(statement, values, ApiKeyReader.ReadKey, cancellationToken);
        return found is [var key] ? key : null;
    }

    private Task Apply(
        DatabaseTransaction transaction,
        ApiKey key,
        ApiKeyChange change,
        CancellationToken cancellationToken
    ) =>
        change switch
        {
            ApiKeyChange.Update update => transaction.Execute(
                ApiKeyChangeStatements.Update,
                new
                {
                    id = key.Id,
                    name = update.Key.Name,
                    active = update.Key.Active,
                },
                cancellationToken
            ),
            ApiKeyChange.Rotate rotate => Rotate(transaction, key, rotate, cancellationToken),
            ApiKeyChange.Revoke => transaction.Execute(
                ApiKeyChangeStatements.Delete,
                new { id = key.Id },
                cancellationToken
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "Not a change."),
        };

    private async Task Rotate(
        DatabaseTransaction transaction,
        ApiKey key,
        ApiKeyChange.Rotate rotate,
        CancellationToken cancellationToken
    )
    {
        var oldHash = await transaction.Scalar<byte[]>(
            ApiKeyStatements.SecretHashOf,
            new { id = key.Id },
            cancellationToken
        );
        await transaction.Execute(
            ApiKeyChangeStatements.Rotate,
            new
            {
                id = key.Id,
                secretHash = rotate.SecretHash.ToArray(),
                secretLast4 = rotate.SecretLast4,
            },
            cancellationToken
        );
        if (rotate.OldExpiresAt is not { } oldExpiresAt)
        {
            return;
        }

        await transaction.Execute(
            ApiKeyChangeStatements.InsertExpiring,
            new
            {
                organizationId = key.OrganizationId,
                name = key.Name,
                role = key.Role.ToName(),
                secretHash = oldHash,
                secretLast4 = key.SecretLast4,
                active = key.Active,
                createdAt = engine.ToColumn(key.CreatedAt),
                lastUsedAt = key.LastUsedAt is { } lastUsedAt ? engine.ToColumn(lastUsedAt) : null,
                expiresAt = engine.ToColumn(oldExpiresAt),
            },
            cancellationToken
        );
    }
}
