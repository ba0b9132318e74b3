using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Decides whether <see cref="PublishedKey"/> is good here.</summary>
/// <param name="accepted">True on a developer's machine only.</param>
public sealed class PublishedKeyPolicy(bool accepted)
{
    /// <summary>Whether the published key authenticates, and a database that holds it may be worked on.</summary>
    public bool Accepted { get; } = accepted;

    /// <summary>False when that is the hash of the published key and the key is not good here.</summary>
    public bool Allows(ReadOnlySpan<byte> secretHash) =>
        Accepted || !secretHash.SequenceEqual(PublishedKey.SecretHash.Span);
}
