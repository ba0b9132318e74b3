using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Renames, activates or deactivates an API key and returns the updated key. Throws <see cref="NotFoundException"/> if no key
/// in scope has the id.
/// </summary>
/// <param name="Id">The key's id.</param>
/// <param name="Name">The new name, 1 to 100 characters; null to keep the current name.</param>
/// <param name="Active">Whether the key can authenticate; null to keep the current value.</param>
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
            .WithMessage("At least one of name and active is required.");
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
