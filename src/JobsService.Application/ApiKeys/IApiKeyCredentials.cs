namespace JobsService.Application.ApiKeys;

/// <summary>Looks keys up for whoever presents a secret.</summary>
public interface IApiKeyCredentials
{
    /// <summary>
    /// The key with that secret, or null. It takes no scope: it is how a caller, and so a scope, is found.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database cannot answer.</exception>
    Task<ApiKeyCredential?> FindBySecretHash(ReadOnlyMemory<byte> secretHash, CancellationToken cancellationToken);
}
