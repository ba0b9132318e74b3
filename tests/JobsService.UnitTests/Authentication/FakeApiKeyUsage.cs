using JobsService.Application.Authentication;

namespace JobsService.UnitTests.Authentication;

/// <summary>Records the ids of used keys.</summary>
internal sealed class FakeApiKeyUsage : IApiKeyUsage
{
    public List<long> Recorded { get; } = [];

    public void Record(long apiKeyId) => Recorded.Add(apiKeyId);

    public Task Write(CancellationToken cancellationToken) => throw new NotSupportedException();
}
