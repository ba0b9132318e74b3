using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Reads and changes API keys. Every method takes the scope and puts it into its SQL; keys of system admins are in scope for
/// system admins only.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer.
/// </remarks>
public interface IApiKeyRepository
{
    /// <summary>The keys in scope that pass a filter, in its order, read while they are enumerated.</summary>
    IAsyncEnumerable<ApiKey> Stream(OrganizationScope scope, ApiKeyFilter filter);

    /// <summary>At most so many keys in scope that pass a filter, from a place on in its order.</summary>
    Task<IReadOnlyList<ApiKey>> ReadKeysetPage(
        OrganizationScope scope,
        ApiKeyFilter filter,
        Cursor start,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>At most so many keys in scope that pass a filter, after a number of others in its order.</summary>
    Task<IReadOnlyList<ApiKey>> ReadOffsetPage(
        OrganizationScope scope,
        ApiKeyFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>How many keys in scope pass a filter.</summary>
    Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken);

    /// <summary>The key with that id, or null when there is none in scope.</summary>
    Task<ApiKey?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a key with its line of the audit log, and its organization with it when that does not exist and
    /// <see cref="NewApiKey.OrganizationName"/> is given; all of it or nothing.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="scope">Which organizations.</param>
    /// <param name="entryOf">Makes the line of the stored key.</param>
    /// <param name="cancellationToken">Stops it; then nothing was stored.</param>
    /// <returns>The stored key, or null when the organization does not exist and was given no name.</returns>
    /// <exception cref="OutOfScopeException">The organization is not in scope.</exception>
    Task<ApiKey?> Add(
        NewApiKey key,
        OrganizationScope scope,
        Func<ApiKey, AuditEntry> entryOf,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes a key as it is decided on seeing it, with its line of the audit log; all of it or nothing. Nobody else changes
    /// the key meanwhile, nor, if a system admin asks, any key of a system admin.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="decide">Decides. What it throws goes through, and nothing was changed.</param>
    /// <param name="cancellationToken">Stops it; then nothing was changed.</param>
    /// <returns>The key as it is then, or was if it is gone; null when there is none in scope.</returns>
    Task<ApiKey?> Change(
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    );
}
