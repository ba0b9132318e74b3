using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Replaces the secret of an API key. During the overlap the old secret is kept as a separate, expiring key with the same name.
/// Throws <see cref="NotFoundException"/> if no key in scope has the id.
/// </summary>
/// <param name="Id">The key's id, which does not change.</param>
/// <param name="OverlapMinutes">
/// How many minutes the old secret stays valid, 0 to <see cref="MaxOverlapMinutes"/>; 0 invalidates it immediately.
/// </param>
public sealed record RotateApiKey(long Id, int OverlapMinutes) : ApiKeyCommand<IssuedApiKey>
{
    /// <summary>The longest overlap: 30 days.</summary>
    public const int MaxOverlapMinutes = 30 * 24 * 60;

    private protected override string Action => "api_key.rotate";

    private protected override long? ApiKeyId => Id;
}

internal sealed class RotateApiKeyValidator : ApiKeyCommandValidator<RotateApiKey, IssuedApiKey>
{
    public RotateApiKeyValidator() =>
        RuleFor(request => request.OverlapMinutes)
            .InclusiveBetween(0, RotateApiKey.MaxOverlapMinutes)
            .WithMessage($"overlap_minutes must be an integer from 0 to {RotateApiKey.MaxOverlapMinutes}.");
}

internal sealed class RotateApiKeyHandler(IApiKeyRepository apiKeys, AuditEntryFactory auditor, TimeProvider time)
    : IRequestHandler<RotateApiKey, IssuedApiKey>
{
    public async Task<IssuedApiKey> Handle(RotateApiKey request, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Generate();
        var rotated = await apiKeys.Change(
            request.Scope,
            request.Id,
            stored => ChangeOf(request, stored, secret),
            cancellationToken
        );
        return new IssuedApiKey(rotated ?? throw new NotFoundException(), secret);
    }

    private ApiKeyChange.Rotate ChangeOf(RotateApiKey request, StoredApiKey stored, ApiKeySecret secret)
    {
        if (stored.Key.ExpiresAt is not null)
        {
            throw ApiKeyRuleViolation.Expires;
        }

        if (request.OverlapMinutes > 0 && stored.KeysInOrganization >= ApiKey.MaxInOrganization)
        {
            throw ApiKeyRuleViolation.TooMany;
        }

        var oldExpiresAt = time.GetUtcNow().AddMinutes(request.OverlapMinutes);
        var entry = auditor.Done(
            request,
            stored.Key.OrganizationId,
            stored.Key.Id,
            $"name '{stored.Key.Name}', overlap_minutes {request.OverlapMinutes}"
        );
        return new ApiKeyChange.Rotate(
            secret.Hash(),
            secret.Last4,
            request.OverlapMinutes > 0 ? oldExpiresAt : null,
            entry
        );
    }
}
