using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Decides whether this process accepts a <see cref="PublishedKey"/>.</summary>
/// <param name="accepted">
/// True in the Development environment only, and for the service only if it listens on loopback addresses only.
/// </param>
public sealed class PublishedKeyPolicy(bool accepted)
{
    /// <summary>Whether published keys can authenticate, and databases that contain one may be used.</summary>
    public bool Accepted { get; } = accepted;

    /// <summary>Returns false for the hash of a published key if these are not accepted; true for all others.</summary>
    public bool Allows(ReadOnlySpan<byte> secretHash)
    {
        if (Accepted)
        {
            return true;
        }

        foreach (var key in PublishedKey.All)
        {
            if (secretHash.SequenceEqual(key.SecretHash.Span))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Detects published keys in a database of a process that does not accept them.</summary>
public sealed class PublishedKeyGuard(IApiKeyCredentials apiKeys, PublishedKeyPolicy policy)
{
    /// <summary>Whether the database contains a <see cref="PublishedKey"/> although this process does not accept it.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<bool> IsPresentWhereRefused(CancellationToken cancellationToken)
    {
        foreach (var key in policy.Accepted ? [] : PublishedKey.All)
        {
            if (await apiKeys.FindBySecretHash(key.SecretHash, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
