using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Deletes an API key permanently and returns its last state. Throws <see cref="NotFoundException"/> if no key in scope has the
/// id.
/// </summary>
/// <param name="Id">The key's id, which is never reused.</param>
public sealed record RevokeApiKey(long Id) : ApiKeyCommand<ApiKey>
{
    private protected override string Action => "api_key.revoke";

    private protected override long? ApiKeyId => Id;
}

internal sealed class RevokeApiKeyHandler(IApiKeyRepository apiKeys, AuditEntryFactory auditor)
    : IRequestHandler<RevokeApiKey, ApiKey>
{
    public async Task<ApiKey> Handle(RevokeApiKey request, CancellationToken cancellationToken) =>
        await apiKeys.Change(request.Scope, request.Id, stored => ChangeOf(request, stored), cancellationToken)
        ?? throw new NotFoundException();

    private ApiKeyChange.Revoke ChangeOf(RevokeApiKey request, StoredApiKey stored)
    {
        if (stored.IsLastSystemAdmin)
        {
            throw ApiKeyRuleViolation.LastSystemAdmin;
        }

        var key = stored.Key;
        var detail = $"name '{key.Name}', role {key.Role.ToName()}";
        return new ApiKeyChange.Revoke(auditor.Done(request, key.OrganizationId, key.Id, detail));
    }
}
