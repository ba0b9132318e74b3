using JobsService.Application.ApiKeys;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Looks keys up in the database, on every engine.</summary>
internal sealed class ApiKeyCredentials(Database database) : IApiKeyCredentials
{
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

    public bool WasGoodLately(ReadOnlyMemory<byte> secretHash) => false;

    public void Forget()
    {
        // It remembers nothing.
    }
}
