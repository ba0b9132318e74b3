using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Changes API keys in somebody's transaction, each change with its line of the audit log.</summary>
internal sealed class ApiKeyChanger(IDatabaseEngine engine)
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

        await transaction.Execute(ApiKeyChangeStatements.Lock, scope, ById(id), cancellationToken);
        if (await Find(transaction, scope, id, cancellationToken) is not { } stored)
        {
            return null;
        }

        var change = decide(stored);
        await ApiKeyChangeWriter.Write(transaction, engine, scope, stored.Key, change, cancellationToken);
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
        var found = await transaction.List(
            ApiKeyStatements.One,
            scope,
            ById(id),
            ApiKeyReader.ReadKey,
            cancellationToken
        );
        return found is [var key] ? key : null;
    }

    private static StatementValues ById(long id) => new() { ["id"] = id };
}
