using JobsService.Application.Organizations;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Returns the API key of the caller, with its organization. During the overlap of a rotation, the old secret is a key of its own, which
/// expires. Throws <see cref="NotFoundException"/> if the key was revoked after the caller authenticated with it.
/// </summary>
public sealed record GetCallingKey : OrganizationScopedRequest<CallingKey>
{
    /// <summary>Selects the organization of the caller.</summary>
    public GetCallingKey() => Organizations = OrganizationSelection.Own;
}

/// <summary>The API key of a caller.</summary>
/// <param name="Key">The key.</param>
/// <param name="Organization">The organization that the key belongs to.</param>
public sealed record CallingKey(ApiKey Key, Organization Organization);

internal sealed class GetCallingKeyHandler(
    IApiKeyRepository apiKeys,
    IOrganizationRepository organizations,
    ICurrentCaller caller
) : IRequestHandler<GetCallingKey, CallingKey>
{
    public async Task<CallingKey> Handle(GetCallingKey request, CancellationToken cancellationToken) =>
        caller.Caller?.ApiKeyId is { } id
        && await apiKeys.Find(request.Scope, id, cancellationToken) is { } key
        && await organizations.Find(request.Scope, cancellationToken) is { } organization
            ? new CallingKey(key, organization)
            : throw new NotFoundException();
}
