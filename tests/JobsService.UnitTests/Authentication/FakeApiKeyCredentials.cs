using JobsService.Application.Authentication;

namespace JobsService.UnitTests.Authentication;

/// <summary>Returns the same key for every secret.</summary>
internal sealed class FakeApiKeyCredentials : IApiKeyCredentials
{
    /// <summary>The result of every lookup.</summary>
    public ApiKeyCredential? Found { get; set; }

    /// <summary>The number of lookups.</summary>
    public int LookUps { get; private set; }

    public Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        LookUps++;
        return Task.FromResult(Found);
    }

    /// <summary>The result of <see cref="WasValidRecently"/> for every secret.</summary>
    public bool WereValidRecently { get; set; }

    public bool WasValidRecently(ReadOnlyMemory<byte> secretHash) => WereValidRecently;

    public void Forget() => throw new NotSupportedException();
}
