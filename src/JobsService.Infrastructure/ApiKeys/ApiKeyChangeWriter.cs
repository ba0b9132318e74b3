using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Writes the changes of API keys in the transaction of a caller.</summary>
internal static class ApiKeyChangeWriter
{
    /// <summary>Changes a key that is in scope.</summary>
    public static Task Write(
        DatabaseTransaction transaction,
        IDatabaseEngine engine,
        OrganizationScope scope,
        ApiKey key,
        ApiKeyChange change,
        CancellationToken cancellationToken
    ) =>
        change switch
        {
            ApiKeyChange.Update update => transaction.Execute(
                ApiKeyChangeStatements.Update,
                scope,
                new StatementValues
                {
                    ["id"] = key.Id,
                    ["name"] = update.Key.Name,
                    ["active"] = update.Key.Active,
                },
                cancellationToken
            ),
            ApiKeyChange.Rotate rotate => Rotate(transaction, engine, scope, key, rotate, cancellationToken),
            ApiKeyChange.Revoke => transaction.Execute(
                ApiKeyChangeStatements.Delete,
                scope,
                ById(key.Id),
                cancellationToken
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "Not a change."),
        };

    private static async Task Rotate(
        DatabaseTransaction transaction,
        IDatabaseEngine engine,
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
        await transaction.Execute(
            ApiKeyChangeStatements.Rotate,
            scope,
            new StatementValues
            {
                ["id"] = key.Id,
                ["secretHash"] = rotate.SecretHash.ToArray(),
                ["secretLast4"] = rotate.SecretLast4,
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

    private static StatementValues ById(long id) => new() { ["id"] = id };
}
