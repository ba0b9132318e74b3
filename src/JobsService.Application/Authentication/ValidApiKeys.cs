using System.Security.Cryptography;

namespace JobsService.Application.Authentication;

/// <summary>Finds the valid key of presented credentials.</summary>
public sealed class ValidApiKeys(IApiKeyCredentials apiKeys, TimeProvider time)
{
    /// <summary>Returns the key if the credentials are valid at this time; otherwise null.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="secretHash">The hash of their secret.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<ApiKeyCredential?> Find(
        PresentedCredentials credentials,
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        // The index lookup is neither constant-time nor necessarily an exact comparison, so the hash is compared again here.
        var key = await apiKeys.FindBySecretHash(secretHash, cancellationToken);
        return
            key is not null
            && CryptographicOperations.FixedTimeEquals(key.SecretHash.Span, secretHash.Span)
            && key.OrganizationId == credentials.OrganizationId
            && key.IsValidAt(time.GetUtcNow())
            ? key
            : null;
    }
}
