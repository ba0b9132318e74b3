namespace JobsService.Application.Authentication;

/// <summary>Finds API keys by the hash of their secret. Results may be cached for a few seconds.</summary>
public interface IApiKeyCredentials
{
    /// <summary>
    /// Returns the key with the given secret, or null. It takes no organization scope, because the scope is derived from its result.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task<ApiKeyCredential?> FindBySecretHash(ReadOnlyMemory<byte> secretHash, CancellationToken cancellationToken);

    /// <summary>Whether a key with the given secret was valid within the last minutes, without querying the database.</summary>
    bool WasValidRecently(ReadOnlyMemory<byte> secretHash);

    /// <summary>Invalidates cached results after a change of keys. <see cref="WasValidRecently"/> is not affected.</summary>
    void Forget();
}
