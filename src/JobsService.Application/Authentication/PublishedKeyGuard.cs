using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Finds the published key where it must not be.</summary>
public sealed class PublishedKeyGuard(IApiKeyCredentials apiKeys, PublishedKeyPolicy policy)
{
    /// <summary>Whether the database holds <see cref="PublishedKey"/> although it is not good here.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public async Task<bool> IsPresentWhereRefused(CancellationToken cancellationToken) =>
        !policy.Accepted && await apiKeys.FindBySecretHash(PublishedKey.SecretHash, cancellationToken) is not null;
}
