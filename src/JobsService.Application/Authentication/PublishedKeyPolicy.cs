using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Decides whether this environment accepts <see cref="PublishedKey"/>.</summary>
/// <param name="accepted">True in the Development environment only.</param>
public sealed class PublishedKeyPolicy(bool accepted)
{
    /// <summary>Whether the published key can authenticate, and databases that contain it may be used.</summary>
    public bool Accepted { get; } = accepted;

    /// <summary>Returns false for the hash of the published key if it is not accepted; true for all others.</summary>
    public bool Allows(ReadOnlySpan<byte> secretHash) =>
        Accepted || !secretHash.SequenceEqual(PublishedKey.SecretHash.Span);
}
