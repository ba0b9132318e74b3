using System.Security.Cryptography;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Who the credentials belong to: the caller, or null when they are not good, whatever the reason.
/// </summary>
/// <param name="OrganizationId">The organization that the credentials name.</param>
/// <param name="Secret">The secret that they present.</param>
[NoOrganizationScope("It establishes who the caller is, and returns nothing but that.")]
public sealed record AuthenticateApiKey(long OrganizationId, ApiKeySecret Secret) : IRequest<Caller?>;

internal sealed class AuthenticateApiKeyHandler(
    IApiKeyCredentials apiKeys,
    PublishedKeyPolicy publishedKey,
    TimeProvider time
) : IRequestHandler<AuthenticateApiKey, Caller?>
{
    public async Task<Caller?> Handle(AuthenticateApiKey request, CancellationToken cancellationToken)
    {
        var secretHash = request.Secret.Hash();
        if (!publishedKey.Allows(secretHash))
        {
            return null;
        }

        // The index has compared the hash already, but at its own pace and by its own rules: what decides is compared here.
        var key = await apiKeys.FindBySecretHash(secretHash, cancellationToken);
        return
            key is not null
            && CryptographicOperations.FixedTimeEquals(key.SecretHash.Span, secretHash)
            && key.OrganizationId == request.OrganizationId
            && key.IsGoodAt(time.GetUtcNow())
            ? new Caller(key.OrganizationId, key.Role, key.ApiKeyId)
            : null;
    }
}
