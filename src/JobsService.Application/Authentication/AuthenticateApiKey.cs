using System.Security.Cryptography;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.Authentication;

/// <summary>Who the credentials belong to; nobody when they are not good, whatever the reason.</summary>
/// <param name="Credentials">What is presented; null when no key could have it.</param>
/// <param name="Client">Where it comes from.</param>
[NoOrganizationScope("It establishes who the caller is, and returns nothing but that.")]
public sealed record AuthenticateApiKey(PresentedCredentials? Credentials, ClientNetwork Client)
    : IRequest<AuthenticationOutcome>;

/// <summary>An organization and a secret.</summary>
/// <param name="OrganizationId">The organization that the credentials name.</param>
/// <param name="Secret">The secret that they present.</param>
public sealed record PresentedCredentials(long OrganizationId, ApiKeySecret Secret);

/// <summary>What came of an authentication.</summary>
/// <param name="Caller">The caller; null when the credentials are not good.</param>
/// <param name="RetryAfter">How long to wait before the next try, where there were too many bad ones; else null.</param>
public readonly record struct AuthenticationOutcome(Caller? Caller, TimeSpan? RetryAfter);

internal sealed class AuthenticateApiKeyHandler(
    IApiKeyCredentials apiKeys,
    IApiKeyUsage usage,
    AuthenticationThrottle failures,
    PublishedKeyPolicy publishedKey,
    TimeProvider time
) : IRequestHandler<AuthenticateApiKey, AuthenticationOutcome>
{
    public async Task<AuthenticationOutcome> Handle(AuthenticateApiKey request, CancellationToken cancellationToken)
    {
        if (request.Credentials is not { } credentials)
        {
            return new(Caller: null, failures.Note(request.Client));
        }

        var secretHash = credentials.Secret.Hash();
        if (await FindKey(credentials, secretHash, request.Client, cancellationToken) is not { } key)
        {
            return new(Caller: null, failures.Note(request.Client, credentials.OrganizationId, secretHash));
        }

        usage.Note(key.ApiKeyId);
        return new(new Caller(key.OrganizationId, key.Role, key.ApiKeyId), RetryAfter: null);
    }

    private async Task<ApiKeyCredential?> FindKey(
        PresentedCredentials credentials,
        byte[] secretHash,
        ClientNetwork client,
        CancellationToken cancellationToken
    )
    {
        if (!publishedKey.Allows(secretHash) || !AllowsLookup(credentials, secretHash, client))
        {
            return null;
        }

        // The index has compared the hash already, but at its own pace and by its own rules: what decides is compared here.
        var key = await apiKeys.FindBySecretHash(secretHash, cancellationToken);
        return
            key is not null
            && CryptographicOperations.FixedTimeEquals(key.SecretHash.Span, secretHash)
            && key.OrganizationId == credentials.OrganizationId
            && key.IsValidAt(time.GetUtcNow())
            ? key
            : null;
    }

    private bool AllowsLookup(PresentedCredentials credentials, byte[] secretHash, ClientNetwork client) =>
        failures.AllowsLookup(client, credentials.OrganizationId) || apiKeys.WasValidRecently(secretHash);
}
