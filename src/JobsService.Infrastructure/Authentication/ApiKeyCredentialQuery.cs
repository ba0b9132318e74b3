using JobsService.Application.Authentication;
using JobsService.Infrastructure.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>Finds API keys in the database, without a cache.</summary>
internal sealed class ApiKeyCredentialQuery(StatementExecutor database)
{
    /// <inheritdoc cref="IApiKeyCredentials.FindBySecretHash"/>
    public async Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        var found = await database.List(
            ApiKeyStatements.FindBySecretHash,
            new StatementValues { ["secretHash"] = secretHash.ToArray() },
            ApiKeyReader.ReadCredential,
            cancellationToken
        );
        return found.SingleOrDefault();
    }
}
