using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>What is stored of a key that decides whether it authenticates.</summary>
/// <param name="ApiKeyId">The key.</param>
/// <param name="OrganizationId">The organization that the key belongs to.</param>
/// <param name="Role">What the key may see.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
/// <param name="Active">Whether both the key and its organization are active.</param>
/// <param name="ExpiresAt">From when on the key is good no more, UTC; null for never.</param>
public sealed record ApiKeyCredential(
    long ApiKeyId,
    long OrganizationId,
    ApiKeyRole Role,
    ReadOnlyMemory<byte> SecretHash,
    bool Active,
    DateTimeOffset? ExpiresAt
)
{
    /// <summary>Whether the key authenticates at a time.</summary>
    public bool IsValidAt(DateTimeOffset time) => Active && (ExpiresAt is null || time < ExpiresAt);
}
