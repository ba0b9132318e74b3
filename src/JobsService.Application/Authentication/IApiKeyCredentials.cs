using System.Buffers.Binary;
using JobsService.Domain.ApiKeys;

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

/// <summary>The stored data of an API key that authentication needs.</summary>
/// <param name="ApiKeyId">The id of the key.</param>
/// <param name="OrganizationId">The organization that the key belongs to.</param>
/// <param name="Role">The role of the key.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
/// <param name="Active">Whether both the key and its organization are active.</param>
/// <param name="ExpiresAt">When the key expires, UTC; null if it does not expire.</param>
public sealed record ApiKeyCredential(
    long ApiKeyId,
    long OrganizationId,
    ApiKeyRole Role,
    ReadOnlyMemory<byte> SecretHash,
    bool Active,
    DateTimeOffset? ExpiresAt
)
{
    /// <summary>Whether the key is valid at the given time.</summary>
    public bool IsValidAt(DateTimeOffset time) => Active && (ExpiresAt is null || time < ExpiresAt);
}

/// <summary>
/// Identifies a secret in memory by the first 128 bits of its hash, for which finding a second secret is infeasible.
/// </summary>
public static class SecretFingerprint
{
    /// <summary>Returns the fingerprint of the secret with the given hash.</summary>
    public static UInt128 Of(ReadOnlyMemory<byte> secretHash) => BinaryPrimitives.ReadUInt128BigEndian(secretHash.Span);
}
