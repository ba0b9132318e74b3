using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;

namespace JobsService.UnitTests.ApiKeys;

/// <summary>A repository of one key.</summary>
internal sealed class FakeApiKeyRepository : IApiKeyRepository
{
    /// <summary>What every look-up finds.</summary>
    public ApiKeyCredential? Found { get; set; }

    /// <summary>How many look-ups there were.</summary>
    public int LookUps { get; private set; }

    /// <summary>The key that was added last.</summary>
    public NewApiKey? Added { get; private set; }

    public Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        LookUps++;
        return Task.FromResult(Found);
    }

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
