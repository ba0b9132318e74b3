using System.Security.Cryptography;

namespace JobsService.Application.Authentication;

/// <summary>Finds the valid key of presented credentials or of a session.</summary>
public sealed class ValidApiKeys(IApiKeyCredentials apiKeys, TimeProvider time)
{
    /// <summary>Returns the key if the credentials are valid at this time; otherwise null.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="secretHash">The hash of their secret.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public Task<ApiKeyCredential?> Find(
        PresentedCredentials credentials,
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    ) => Find(credentials.OrganizationId, secretHash, cancellationToken);

    /// <summary>Returns the key of a session if it is valid at this time, and still has the same secret; otherwise null.</summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<ApiKeyCredential?> Find(SessionKey session, CancellationToken cancellationToken)
    {
        // During the overlap of a rotation, the old secret belongs to another key.
        var key = await Find(session.OrganizationId, session.SecretHash, cancellationToken);
        return key?.ApiKeyId == session.ApiKeyId ? key : null;
    }

    private async Task<ApiKeyCredential?> Find(
        long organizationId,
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        // The index lookup is neither constant-time nor necessarily an exact comparison, so the hash is compared again here.
        var key = await apiKeys.FindBySecretHash(secretHash, cancellationToken);
        return
            key is not null
            && CryptographicOperations.FixedTimeEquals(key.SecretHash.Span, secretHash.Span)
            && key.OrganizationId == organizationId
            && key.IsValidAt(time.GetUtcNow())
            ? key
            : null;
    }
}
