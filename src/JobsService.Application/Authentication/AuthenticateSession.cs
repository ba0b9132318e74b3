using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.Application.Authentication;

/// <summary>Authenticates a caller who has signed in to the dashboard. Returns null if the key of the session is no longer valid.</summary>
/// <param name="Key">The key of the session.</param>
[NoOrganizationScope("It establishes the identity of the caller, and returns nothing else.")]
public sealed record AuthenticateSession(SessionKey Key) : IRequest<Caller?>;

/// <summary>
/// The API key that a session was started with. The hash of the secret ends the session when the secret is rotated; the secret itself
/// is not part of a session.
/// </summary>
/// <param name="ApiKeyId">The id of the key.</param>
/// <param name="OrganizationId">The organization that the key belongs to.</param>
/// <param name="SecretHash">SHA-256 of the secret.</param>
public sealed record SessionKey(long ApiKeyId, long OrganizationId, ReadOnlyMemory<byte> SecretHash);

internal sealed class AuthenticateSessionHandler(
    ValidApiKeys validKeys,
    IApiKeyUsage usage,
    PublishedKeyPolicy publishedKey
) : IRequestHandler<AuthenticateSession, Caller?>
{
    public async Task<Caller?> Handle(AuthenticateSession request, CancellationToken cancellationToken)
    {
        if (
            !publishedKey.Allows(request.Key.SecretHash.Span)
            || await validKeys.Find(request.Key, cancellationToken) is not { } key
        )
        {
            return null;
        }

        usage.Record(key.ApiKeyId);
        return new Caller(key.OrganizationId, key.Role, key.ApiKeyId);
    }
}
