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
    /// <summary>The keys in scope that pass a filter, or a part of them, in its order, read while they are enumerated.</summary>
    IAsyncEnumerable<ApiKey> Read(OrganizationScope scope, ApiKeyFilter filter, Window window);

    /// <summary>The number of keys in scope that pass a filter.</summary>
    Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken);

    /// <summary>The key with that id, or null when there is none in scope.</summary>
    Task<ApiKey?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a key with its entry in the audit log, and its organization when that does not exist and
    /// <see cref="NewApiKey.OrganizationName"/> is given; everything or nothing.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="key">The key.</param>
    /// <param name="decide">
    /// Is given the number of keys that the organization has, which does not change meanwhile. What it throws is passed on, and
    /// nothing is stored.
    /// </param>
    /// <param name="entryOf">Makes the audit entry about the stored key.</param>
    /// <param name="cancellationToken">Cancels the transaction; then nothing is stored.</param>
    /// <returns>The stored key, or null when the organization does not exist and no name for it is given.</returns>
    /// <exception cref="OutOfScopeException">The organization is not in scope.</exception>
    Task<ApiKey?> Add(
        OrganizationScope scope,
        NewApiKey key,
        Action<long> decide,
        Func<ApiKey, AuditEntry> entryOf,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes a key as it is decided on seeing it, with its entry in the audit log; everything or nothing. No other transaction
    /// changes the key meanwhile, nor, if a system admin asks, any key of a system admin.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="decide">Decides. What it throws is passed on, and nothing is changed.</param>
    /// <param name="cancellationToken">Cancels the transaction; then nothing is changed.</param>
    /// <returns>The key after the change, or before it if it was removed; null when there is none in scope.</returns>
    Task<ApiKey?> Change(
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    );
}
