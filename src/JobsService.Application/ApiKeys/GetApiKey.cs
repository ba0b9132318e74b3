using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// One key, without its secret. Sending this throws <see cref="NotFoundException"/> when there is none of that id in scope,
/// whether or not there is one elsewhere.
/// </summary>
/// <param name="Id">The key's id.</param>
public sealed record GetApiKey(long Id) : OrganizationScopedRequest<ApiKey>;

internal sealed class GetApiKeyHandler(IApiKeyRepository apiKeys) : IRequestHandler<GetApiKey, ApiKey>
{
    public async Task<ApiKey> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await apiKeys.Find(request.Scope, request.Id, cancellationToken) ?? throw new NotFoundException();
}
