using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;

namespace JobsService.Application.ApiKeys;

/// <summary>A change to an API key.</summary>
/// <param name="Entry">The audit log entry, written in the same transaction.</param>
public abstract record ApiKeyChange(AuditEntry Entry)
{
    /// <summary>Sets the name and the active flag.</summary>
    /// <param name="Key">The key with its new values.</param>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Update(ApiKey Key, AuditEntry Entry) : ApiKeyChange(Entry);

    /// <summary>Replaces the secret.</summary>
    /// <param name="SecretHash">The SHA-256 hash of the new secret.</param>
    /// <param name="SecretLast4">The last four characters of the new secret.</param>
    /// <param name="OldExpiresAt">
    /// When the old secret, kept as a separate key, expires; null to invalidate it immediately.
    /// </param>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Rotate(
        ReadOnlyMemory<byte> SecretHash,
        string SecretLast4,
        DateTimeOffset? OldExpiresAt,
        AuditEntry Entry
    ) : ApiKeyChange(Entry);

    /// <summary>Deletes the key.</summary>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Revoke(AuditEntry Entry) : ApiKeyChange(Entry);
}
