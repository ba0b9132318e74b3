using JobsService.Application.Authentication;

namespace JobsService.UnitTests.Authentication;

/// <summary>Remembers which keys were used.</summary>
internal sealed class FakeApiKeyUsage : IApiKeyUsage
{
    public List<long> Noted { get; } = [];

    public void Note(long apiKeyId) => Noted.Add(apiKeyId);

    public Task Write(CancellationToken cancellationToken) => throw new NotSupportedException();
}
