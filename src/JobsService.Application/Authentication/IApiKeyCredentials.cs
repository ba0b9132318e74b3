namespace JobsService.Application.Authentication;

/// <summary>Looks keys up for whoever presents a secret, and remembers for a few seconds what it found.</summary>
public interface IApiKeyCredentials
{
    /// <summary>
    /// The key with that secret, or null. It takes no scope: it is how a caller, and so a scope, is found.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database cannot answer.</exception>
    Task<ApiKeyCredential?> FindBySecretHash(ReadOnlyMemory<byte> secretHash, CancellationToken cancellationToken);

    /// <summary>Whether a key with that secret was good within some minutes; the database is not asked.</summary>
    bool WasValidRecently(ReadOnlyMemory<byte> secretHash);

    /// <summary>Relies no more on what was found: keys have changed. It still knows which were good lately.</summary>
    void Forget();
}
