using JobsService.Application.Authentication;

namespace JobsService.UnitTests.Authentication;

/// <summary>A table of one key.</summary>
internal sealed class FakeApiKeyCredentials : IApiKeyCredentials
{
    /// <summary>What every look-up finds.</summary>
    public ApiKeyCredential? Found { get; set; }

    /// <summary>How many look-ups there were.</summary>
    public int LookUps { get; private set; }

    public Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        LookUps++;
        return Task.FromResult(Found);
    }

    /// <summary>Whether it says of every secret that it was good lately.</summary>
    public bool IsGoodLately { get; set; }

    public bool WasValidRecently(ReadOnlyMemory<byte> secretHash) => IsGoodLately;

    public void Forget() => throw new NotSupportedException();
}
