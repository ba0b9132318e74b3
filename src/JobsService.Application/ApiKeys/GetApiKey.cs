using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Returns one API key without its secret. Throws <see cref="NotFoundException"/> if no key in scope has the id, so a caller
/// cannot detect keys of other organizations.
/// </summary>
/// <param name="Id">The key's id.</param>
public sealed record GetApiKey(long Id) : OrganizationScopedRequest<ApiKey>;

internal sealed class GetApiKeyHandler(IApiKeyRepository apiKeys) : IRequestHandler<GetApiKey, ApiKey>
{
    public async Task<ApiKey> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await apiKeys.Find(request.Scope, request.Id, cancellationToken) ?? throw new NotFoundException();
}
