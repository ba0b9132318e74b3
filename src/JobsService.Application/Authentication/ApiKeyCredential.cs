using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

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
