using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Reads and writes API keys. Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database
/// cannot answer.
/// </summary>
public interface IApiKeyRepository
{
    /// <summary>The keys in scope, by organization and then by id.</summary>
    Task<IReadOnlyList<ApiKey>> List(OrganizationScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a key, and its organization with it when that does not exist and <see cref="NewApiKey.OrganizationName"/> is
    /// given; both or neither.
    /// </summary>
    /// <returns>The stored key, or null when the organization does not exist and was given no name.</returns>
    /// <exception cref="OutOfScopeException">The organization is not in scope.</exception>
    Task<ApiKey?> Add(NewApiKey key, OrganizationScope scope, CancellationToken cancellationToken);
}
