using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;

namespace JobsService.UnitTests.ApiKeys;

/// <summary>A repository of one key.</summary>
internal sealed class FakeApiKeyRepository : IApiKeyRepository
{
    /// <summary>What every look-up finds.</summary>
    public ApiKeyCredential? Found { get; init; }

    public Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    ) => Task.FromResult(Found);

    public Task<IReadOnlyList<ApiKey>> List(OrganizationScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiKey?> Add(NewApiKey key, OrganizationScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
