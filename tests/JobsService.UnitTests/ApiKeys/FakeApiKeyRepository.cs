using JobsService.Application.ApiKeys;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;

namespace JobsService.UnitTests.ApiKeys;

/// <summary>A repository with one key in memory.</summary>
internal sealed class FakeApiKeyRepository : IApiKeyRepository
{
    /// <summary>The key that was added last.</summary>
    public NewApiKey? Added { get; private set; }

    /// <summary>The key that <see cref="Change"/> changes; null if there is none.</summary>
    public StoredApiKey? Stored { get; set; }

    /// <summary>The change that was decided for <see cref="Stored"/>.</summary>
    public ApiKeyChange? Decided { get; private set; }

    /// <summary>The number of keys that the repository reports for an organization.</summary>
    public long Keys { get; set; }

    public IAsyncEnumerable<ApiKey> Read(OrganizationScope scope, ApiKeyFilter filter, Window window) =>
        throw new NotSupportedException();

    public Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiKey?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiKey?> Add(
        OrganizationScope scope,
        NewApiKey key,
        Action<long> decide,
        Func<ApiKey, AuditEntry> entryOf,
        CancellationToken cancellationToken
    )
    {
        decide(Keys);
        Added = key;
        return Task.FromResult<ApiKey?>(
            new ApiKey
            {
                Id = 1,
                OrganizationId = key.OrganizationId,
                Name = key.Name,
                Role = key.Role,
                Active = true,
                CreatedAt = key.CreatedAt,
            }
        );
    }

    public Task<ApiKey?> Change(
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    )
    {
        if (Stored is null)
        {
            return Task.FromResult<ApiKey?>(null);
        }

        Decided = decide(Stored);
        return Task.FromResult<ApiKey?>(Stored.Key);
    }
}
