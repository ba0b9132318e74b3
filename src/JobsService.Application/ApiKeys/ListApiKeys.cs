using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>The keys in the caller's scope, by organization and then by id; never their secrets.</summary>
public sealed record ListApiKeys : OrganizationScopedRequest<IReadOnlyList<ApiKey>>;

internal sealed class ListApiKeysHandler(IApiKeyRepository apiKeys)
    : IRequestHandler<ListApiKeys, IReadOnlyList<ApiKey>>
{
    public Task<IReadOnlyList<ApiKey>> Handle(ListApiKeys request, CancellationToken cancellationToken) =>
        apiKeys.List(request.Scope, cancellationToken);
}
