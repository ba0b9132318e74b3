using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Adds API keys in the caller's transaction, each with its entry in the audit log.</summary>
internal static class ApiKeyWriter
{
    /// <inheritdoc cref="IApiKeyRepository.Add"/>
    /// <param name="transaction">The transaction.</param>
    /// <param name="key">The key.</param>
    /// <param name="checkKeyCount">Receives the number of keys of the organization; null to not limit the number.</param>
    /// <param name="createEntry">Creates the audit log entry; null for demonstration data, which has no caller.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    public static async Task<ApiKey?> Add(
        DatabaseTransaction transaction,
        NewApiKey key,
        Action<long>? checkKeyCount,
        Func<ApiKey, AuditEntry>? createEntry,
        CancellationToken cancellationToken
    )
    {
        var organization = new StatementValues { ["organizationId"] = key.OrganizationId };
        if (
            await transaction.Scalar<long>(ApiKeyChangeStatements.OrganizationExists, organization, cancellationToken)
            == 0
        )
        {
            if (key.OrganizationName is null)
            {
                return null;
            }

            await transaction.Execute(
                ApiKeyChangeStatements.InsertOrganization,
                OrganizationOf(key),
                cancellationToken
            );
        }

        if (checkKeyCount is not null)
        {
            // Otherwise concurrent transactions could exceed the maximum number of keys.
            await transaction.LockOrganization(key.OrganizationId, cancellationToken);
            checkKeyCount(
                await transaction.Scalar<long>(ApiKeyStatements.CountOfOrganization, organization, cancellationToken)
            );
        }

        await transaction.Execute(ApiKeyChangeStatements.Insert, ColumnsOf(key), cancellationToken);
        var stored = await StoredKeyOf(transaction, key, cancellationToken);
        if (createEntry is not null)
        {
            await AuditWriter.Append(transaction, createEntry(stored), cancellationToken);
        }

        return stored;
    }

    private static StatementValues OrganizationOf(NewApiKey key) =>
        new()
        {
            ["organizationId"] = key.OrganizationId,
            ["organizationName"] = key.OrganizationName,
            ["active"] = true,
            ["createdAt"] = key.CreatedAt,
        };

    private static StatementValues ColumnsOf(NewApiKey key) =>
        new()
        {
            ["organizationId"] = key.OrganizationId,
            ["name"] = key.Name,
            ["role"] = key.Role.ToName(),
            ["secretHash"] = key.SecretHash.ToArray(),
            ["secretLast4"] = key.SecretLast4,
            ["active"] = true,
            ["createdAt"] = key.CreatedAt,
        };

    private static async Task<ApiKey> StoredKeyOf(
        DatabaseTransaction transaction,
        NewApiKey key,
        CancellationToken cancellationToken
    )
    {
        var hash = new StatementValues { ["secretHash"] = key.SecretHash.ToArray() };
        return new ApiKey
        {
            Id = await transaction.Scalar<long>(ApiKeyStatements.InsertedKeyId, hash, cancellationToken),
            OrganizationId = key.OrganizationId,
            Name = key.Name,
            Role = key.Role,
            Active = true,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(key.CreatedAt.ToUnixTimeSeconds()),
            SecretLast4 = key.SecretLast4,
        };
    }
}
