using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;

namespace JobsService.Application.ApiKeys;

/// <summary>What is to be done to a key.</summary>
/// <param name="Entry">The line of the audit log that is stored with it.</param>
public abstract record ApiKeyChange(AuditEntry Entry)
{
    /// <summary>Stores another name and whether the key is active.</summary>
    /// <param name="Key">The key as it is to be.</param>
    /// <param name="Entry">The line of the audit log.</param>
    public sealed record Update(ApiKey Key, AuditEntry Entry) : ApiKeyChange(Entry);

    /// <summary>Gives the key another secret.</summary>
    /// <param name="SecretHash">SHA-256 of it.</param>
    /// <param name="SecretLast4">Its last four characters.</param>
    /// <param name="OldExpiresAt">Until when the old secret works, as a key of its own; null for no longer.</param>
    /// <param name="Entry">The line of the audit log.</param>
    public sealed record Rotate(
        ReadOnlyMemory<byte> SecretHash,
        string SecretLast4,
        DateTimeOffset? OldExpiresAt,
        AuditEntry Entry
    ) : ApiKeyChange(Entry);

    /// <summary>Removes the key.</summary>
    /// <param name="Entry">The line of the audit log.</param>
    public sealed record Revoke(AuditEntry Entry) : ApiKeyChange(Entry);
}
