using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Changes API keys in the caller's transaction, each change with its entry in the audit log.</summary>
internal static class ApiKeyChanger
{
    /// <inheritdoc cref="IApiKeyRepository.Change"/>
    public static async Task<ApiKey?> Change(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    )
    {
        // A caller must not be able to lock an organization out of its scope, so the key is looked up first.
        if (await Find(transaction, scope, id, cancellationToken) is not { OrganizationId: var organizationId })
        {
            return null;
        }

        // All keys of system admins belong to one organization, so this also keeps two transactions from removing the last two.
        await transaction.LockOrganization(organizationId, cancellationToken);
        if (await Find(transaction, scope, id, cancellationToken) is not { } key)
        {
            return null;
        }

        var change = decide(await StoredKeyOf(transaction, key, cancellationToken));
        await Apply(transaction, scope, key, change, cancellationToken);
        await AuditWriter.Append(transaction, change.Entry, cancellationToken);
        return change is ApiKeyChange.Revoke ? key : await Find(transaction, scope, id, cancellationToken);
    }

    private static async Task<StoredApiKey> StoredKeyOf(
        DatabaseTransaction transaction,
        ApiKey key,
        CancellationToken cancellationToken
    )
    {
        var isPermanent = key is { Role: ApiKeyRole.SystemAdmin, Active: true, ExpiresAt: null };
        var isLast =
            isPermanent
            && await transaction.Scalar<long>(
                ApiKeyStatements.OtherPermanentSystemAdmins,
                ById(key.Id),
                cancellationToken
            ) == 0;
        var organization = new StatementValues { ["organizationId"] = key.OrganizationId };
        var count = await transaction.Scalar<long>(
            ApiKeyStatements.CountOfOrganization,
            organization,
            cancellationToken
        );
        return new StoredApiKey(key, isLast, count);
    }

    private static Task Apply(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        ApiKey key,
        ApiKeyChange change,
        CancellationToken cancellationToken
    )
    {
        var values = ById(key.Id);
        switch (change)
        {
            case ApiKeyChange.Update update:
                values["name"] = update.Key.Name;
                values["active"] = update.Key.Active;
                return transaction.Execute(ApiKeyChangeStatements.Update, scope, values, cancellationToken);
            case ApiKeyChange.Rotate rotate:
                return Rotate(transaction, scope, key, rotate, cancellationToken);
            case ApiKeyChange.Revoke:
                return transaction.Execute(ApiKeyChangeStatements.Delete, scope, values, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "Unknown kind of API key change.");
        }
    }

    private static async Task Rotate(
        DatabaseTransaction transaction,
        OrganizationScope scope,
        ApiKey key,
        ApiKeyChange.Rotate rotate,
        CancellationToken cancellationToken
    )
    {
        var oldHash = await transaction.Scalar<byte[]>(
            ApiKeyStatements.SecretHashOf,
            scope,
            ById(key.Id),
            cancellationToken
        );
        var values = ById(key.Id);
        values["secretHash"] = rotate.SecretHash.ToArray();
        values["secretLast4"] = rotate.SecretLast4;
        await transaction.Execute(ApiKeyChangeStatements.Rotate, scope, values, cancellationToken);
        if (rotate.OldExpiresAt is not { } oldExpiresAt)
        {
            return;
        }

        var old = new StatementValues
        {
            ["organizationId"] = key.OrganizationId,
            ["name"] = key.Name,
            ["role"] = key.Role.ToName(),
            ["secretHash"] = oldHash,
            ["secretLast4"] = key.SecretLast4,
            ["active"] = key.Active,
            ["createdAt"] = key.CreatedAt,
            ["lastUsedAt"] = key.LastUsedAt,
            ["expiresAt"] = oldExpiresAt,
        };
        await transaction.Execute(ApiKeyChangeStatements.InsertExpiring, old, cancellationToken);
    }

    private static async Task<ApiKey?> Find(
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
