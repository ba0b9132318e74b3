using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Reads and changes API keys. Every method restricts its SQL to the scope. Keys with the role <c>system_admin</c> are in scope
/// for system admins only.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> if the database is unavailable.
/// </remarks>
public interface IApiKeyRepository
{
    /// <summary>
    /// Returns the keys in scope that match a filter, limited to a window, in the order of the filter. Rows are streamed.
    /// </summary>
    IAsyncEnumerable<ApiKey> Read(OrganizationScope scope, ApiKeyFilter filter, Window window);

    /// <summary>Returns the number of keys in scope that match a filter.</summary>
    Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken);

    /// <summary>Returns the key with an id, or null if no key in scope has it.</summary>
    Task<ApiKey?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts a key and its audit log entry in one transaction. If the organization does not exist and
    /// <see cref="NewApiKey.OrganizationName"/> is set, the organization is inserted as well.
    /// </summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="key">The key.</param>
    /// <param name="checkKeyCount">
    /// Receives the number of keys of the organization, which are locked until the transaction ends. If it throws, the
    /// transaction is rolled back and the exception is propagated.
    /// </param>
    /// <param name="createEntry">Creates the audit log entry for the inserted key.</param>
    /// <param name="cancellationToken">Cancels the transaction and rolls it back.</param>
    /// <returns>The inserted key, or null if the organization does not exist and no name is set.</returns>
    /// <exception cref="OutOfScopeException">The organization is not in scope.</exception>
    Task<ApiKey?> Add(
        OrganizationScope scope,
        NewApiKey key,
        Action<long> checkKeyCount,
        Func<ApiKey, AuditEntry> createEntry,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes a key and writes its audit log entry in one transaction. The key is locked until the transaction ends; for a
    /// caller that is a system admin, all <c>system_admin</c> keys are locked.
    /// </summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="decide">
    /// Chooses the change from the locked state of the key. If it throws, the transaction is rolled back and the exception is
    /// propagated.
    /// </param>
    /// <param name="cancellationToken">Cancels the transaction and rolls it back.</param>
    /// <returns>The changed key, or the deleted one; null if no key in scope has the id.</returns>
    Task<ApiKey?> Change(
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    );
}

/// <summary>An API key to insert.</summary>
/// <param name="OrganizationId">The id of the organization that owns the key.</param>
/// <param name="Role">The role of the key.</param>
/// <param name="Name">A display name.</param>
/// <param name="SecretHash">The SHA-256 hash of the secret.</param>
/// <param name="SecretLast4">The last four characters of the secret; null to not show them.</param>
/// <param name="CreatedAt">The creation time in UTC.</param>
/// <param name="OrganizationName">
/// If the organization does not exist, it is created with this name; null to not create it.
/// </param>
public sealed record NewApiKey(
    long OrganizationId,
    ApiKeyRole Role,
    string Name,
    ReadOnlyMemory<byte> SecretHash,
    string? SecretLast4,
    DateTimeOffset CreatedAt,
    string? OrganizationName
);

/// <summary>The current state of an API key, with the facts about other keys that limit its changes.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsLastSystemAdmin">Whether it is the only active <c>system_admin</c> key that does not expire.</param>
/// <param name="KeysInOrganization">The number of keys of the organization.</param>
public sealed record StoredApiKey(ApiKey Key, bool IsLastSystemAdmin, long KeysInOrganization);

/// <summary>A change to an API key.</summary>
/// <param name="Entry">The audit log entry, written in the same transaction.</param>
public abstract record ApiKeyChange(AuditEntry Entry)
{
    /// <summary>Sets the name and the active flag.</summary>
    /// <param name="Key">The key with its new values.</param>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Update(ApiKey Key, AuditEntry Entry) : ApiKeyChange(Entry);

    /// <summary>Replaces the secret.</summary>
    /// <param name="SecretHash">The SHA-256 hash of the new secret.</param>
    /// <param name="SecretLast4">The last four characters of the new secret.</param>
    /// <param name="OldExpiresAt">
    /// When the old secret, kept as a separate key, expires; null to invalidate it immediately.
    /// </param>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Rotate(
        ReadOnlyMemory<byte> SecretHash,
        string SecretLast4,
        DateTimeOffset? OldExpiresAt,
        AuditEntry Entry
    ) : ApiKeyChange(Entry);

    /// <summary>Deletes the key.</summary>
    /// <param name="Entry">The audit log entry.</param>
    public sealed record Revoke(AuditEntry Entry) : ApiKeyChange(Entry);
}
