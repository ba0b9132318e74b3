using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;

namespace JobsService.UnitTests.ApiKeys;

/// <summary>A repository of one key.</summary>
internal sealed class FakeApiKeyRepository : IApiKeyRepository
{
    /// <summary>The key that was added last.</summary>
    public NewApiKey? Added { get; private set; }

    public Task<IReadOnlyList<ApiKey>> List(OrganizationScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiKey?> Add(NewApiKey key, OrganizationScope scope, CancellationToken cancellationToken)
    {
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
}
