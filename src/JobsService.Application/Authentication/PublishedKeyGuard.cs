using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Authentication;

/// <summary>Detects the published key in a database outside the Development environment.</summary>
public sealed class PublishedKeyGuard(IApiKeyCredentials apiKeys, PublishedKeyPolicy policy)
{
    /// <summary>Whether the database contains <see cref="PublishedKey"/> although this environment does not accept it.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<bool> IsPresentWhereRefused(CancellationToken cancellationToken) =>
        !policy.Accepted && await apiKeys.FindBySecretHash(PublishedKey.SecretHash, cancellationToken) is not null;
}
