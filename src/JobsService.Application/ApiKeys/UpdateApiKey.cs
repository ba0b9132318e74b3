using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Renames a key, deactivates it or activates it again, and returns it as it is then. Sending it throws
/// <see cref="NotFoundException"/> when there is none of that id in scope.
/// </summary>
/// <param name="Id">The key's id.</param>
/// <param name="Name">Its new name, 1 to 100 characters; null to leave it.</param>
/// <param name="Active">Whether it is to authenticate; null to leave it.</param>
public sealed record UpdateApiKey(long Id, string? Name, bool? Active) : ApiKeyCommand<ApiKey>
{
    private protected override string Action => "api_key.update";

    private protected override long? ApiKeyId => Id;
}

internal sealed class UpdateApiKeyValidator : ApiKeyCommandValidator<UpdateApiKey, ApiKey>
{
    public UpdateApiKeyValidator()
    {
        RuleFor(request => request.Name)
            .Must(IsName)
            .When(request => request.Name is not null)
            .WithMessage(NameExpected);
        RuleFor(request => request)
            .Must(request => request.Name is not null || request.Active is not null)
            .When(request => request.Malformed.Count == 0)
            .WithMessage("There must be something to change: name, active or both.");
    }
}

internal sealed class UpdateApiKeyHandler(IApiKeyRepository apiKeys, AuditEntryFactory auditor)
    : IRequestHandler<UpdateApiKey, ApiKey>
{
    public async Task<ApiKey> Handle(UpdateApiKey request, CancellationToken cancellationToken) =>
        await apiKeys.Change(request.Scope, request.Id, stored => ChangeOf(request, stored), cancellationToken)
        ?? throw new NotFoundException();

    private ApiKeyChange.Update ChangeOf(UpdateApiKey request, StoredApiKey stored)
    {
        if (request.Active == false && stored.IsLastSystemAdmin)
        {
            throw ApiKeyRuleViolation.LastSystemAdmin;
        }

        var before = stored.Key;
        var after = before with { Name = request.Name ?? before.Name, Active = request.Active ?? before.Active };
        var detail = $"name '{before.Name}' to '{after.Name}', active {before.Active} to {after.Active}";
        return new ApiKeyChange.Update(after, auditor.Done(request, before.OrganizationId, before.Id, detail));
    }
}
