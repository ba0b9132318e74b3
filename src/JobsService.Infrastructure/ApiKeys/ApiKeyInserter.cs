using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Stores new API keys in somebody's transaction, each with its line of the audit log.</summary>
internal sealed class ApiKeyInserter(IDatabaseEngine engine)
{
    /// <inheritdoc cref="IApiKeyRepository.Add"/>
    /// <param name="transaction">What it runs in.</param>
    /// <param name="key">The key.</param>
    /// <param name="entryOf">Makes the line of the stored key; null for the demonstration, which nobody makes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiKey?> Insert(
        DatabaseTransaction transaction,
        NewApiKey key,
        Func<ApiKey, AuditEntry>? entryOf,
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
            secretLast4 = key.SecretLast4,
            active = true,
            createdAt = engine.ToColumn(key.CreatedAt),
        };
        if (await transaction.Scalar<long>(ApiKeyChangeStatements.OrganizationExists, columns, cancellationToken) == 0)
        {
            if (key.OrganizationName is null)
            {
                return null;
            }

            await transaction.Execute(ApiKeyChangeStatements.InsertOrganization, columns, cancellationToken);
        }

        await transaction.Execute(ApiKeyChangeStatements.Insert, columns, cancellationToken);
        var stored = new ApiKey
        {
            Id = await transaction.Scalar<long>(ApiKeyStatements.InsertedKeyId, columns, cancellationToken),
            OrganizationId = key.OrganizationId,
            Name = key.Name,
            Role = key.Role,
            Active = true,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(key.CreatedAt.ToUnixTimeSeconds()),
            SecretLast4 = key.SecretLast4,
        };
        if (entryOf is not null)
        {
            await AuditWriter.Append(transaction, engine, entryOf(stored), cancellationToken);
        }

        return stored;
    }
}
