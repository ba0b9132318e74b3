using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Decides whether this process accepts <see cref="PublishedKey"/>.</summary>
/// <param name="accepted">
/// True in the Development environment only, and for the service only if it listens on loopback addresses only.
/// </param>
public sealed class PublishedKeyPolicy(bool accepted)
{
    /// <summary>Whether the published key can authenticate, and databases that contain it may be used.</summary>
    public bool Accepted { get; } = accepted;

    /// <summary>Returns false for the hash of the published key if it is not accepted; true for all others.</summary>
    public bool Allows(ReadOnlySpan<byte> secretHash) =>
        Accepted || !secretHash.SequenceEqual(PublishedKey.SecretHash.Span);
}

/// <summary>Detects the published key in a database of a process that does not accept it.</summary>
public sealed class PublishedKeyGuard(IApiKeyCredentials apiKeys, PublishedKeyPolicy policy)
{
    /// <summary>Whether the database contains <see cref="PublishedKey"/> although this process does not accept it.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<bool> IsPresentWhereRefused(CancellationToken cancellationToken) =>
        !policy.Accepted && await apiKeys.FindBySecretHash(PublishedKey.SecretHash, cancellationToken) is not null;
}
