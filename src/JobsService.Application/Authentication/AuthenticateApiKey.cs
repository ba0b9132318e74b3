using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.Authentication;

/// <summary>Authenticates a caller. The outcome is the same for every kind of invalid credentials.</summary>
/// <param name="Credentials">The presented credentials; null if they are malformed.</param>
/// <param name="Client">The network of the client.</param>
[NoOrganizationScope("It establishes the identity of the caller, and returns nothing else.")]
public sealed record AuthenticateApiKey(PresentedCredentials? Credentials, ClientNetwork Client)
    : IRequest<AuthenticationOutcome>;

/// <summary>Well-formed credentials of a request.</summary>
/// <param name="OrganizationId">The organization, which serves as the user name.</param>
/// <param name="Secret">The secret, which serves as the password.</param>
public sealed record PresentedCredentials(long OrganizationId, ApiKeySecret Secret);

/// <summary>The result of an authentication.</summary>
/// <param name="Caller">The caller; null if the credentials are invalid.</param>
/// <param name="RetryAfter">How long the client must wait after too many failures; null if there is no need to.</param>
public readonly record struct AuthenticationOutcome(Caller? Caller, TimeSpan? RetryAfter);

internal sealed class AuthenticateApiKeyHandler(
    IApiKeyCredentials apiKeys,
    ValidApiKeys validKeys,
    IApiKeyUsage usage,
    AuthenticationThrottle failures,
    PublishedKeyPolicy publishedKey
) : IRequestHandler<AuthenticateApiKey, AuthenticationOutcome>
{
    public async Task<AuthenticationOutcome> Handle(AuthenticateApiKey request, CancellationToken cancellationToken)
    {
        if (request.Credentials is not { } credentials)
        {
            return new(Caller: null, failures.RecordFailure(request.Client));
        }

        var secretHash = credentials.Secret.Hash();
        if (await FindKey(credentials, secretHash, request.Client, cancellationToken) is not { } key)
        {
            return new(Caller: null, failures.RecordFailure(request.Client, credentials.OrganizationId, secretHash));
        }

        usage.Record(key.ApiKeyId);
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

        return await validKeys.Find(credentials, secretHash, cancellationToken);
    }

    private bool AllowsLookup(PresentedCredentials credentials, byte[] secretHash, ClientNetwork client) =>
        failures.AllowsLookup(client, credentials.OrganizationId) || apiKeys.WasValidRecently(secretHash);
}
