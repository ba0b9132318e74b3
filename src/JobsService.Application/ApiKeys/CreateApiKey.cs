using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Creates an API key. If the organization does not exist, it is created when <see cref="OrganizationName"/> is set; otherwise
/// <see cref="NotFoundException"/> is thrown.
/// </summary>
/// <param name="Role">The role; <see cref="ApiKeyRole.SystemAdmin"/> is allowed in the system organization only.</param>
/// <param name="Name">A display name, 1 to 100 characters.</param>
public sealed record CreateApiKey(ApiKeyRole Role, string? Name) : ApiKeyCommand<IssuedApiKey>
{
    /// <summary>The name for an organization that does not exist yet, 1 to 255 characters; null to not create it.</summary>
    public string? OrganizationName { get; init; }

    private protected override string Action => "api_key.create";
}

internal sealed class CreateApiKeyValidator : ApiKeyCommandValidator<CreateApiKey, IssuedApiKey>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.Name).Must(IsName).WithMessage(NameExpected);
        RuleFor(request => request.Role)
            .IsInEnum()
            .WithMessage($"role must be {ApiKeyRoleName.OrganizationAdmin} or {ApiKeyRoleName.SystemAdmin}.");
        RuleFor(request => request.OrganizationName)
            .NotEmpty()
            .MaximumLength(Organization.MaxNameLength)
            .When(request => request.OrganizationName is not null);
        RuleFor(request => request.Scope.OrganizationId)
            .GreaterThan(0)
            .WithMessage("An organization's id must be greater than 0.");
        RuleFor(request => request.Scope.OrganizationId)
            .Equal(Organization.SystemOrganizationId)
            .When(request => request.Role == ApiKeyRole.SystemAdmin && request.Scope.IsOfSystemAdmin)
            .WithMessage("A system_admin key can belong to organization 1 only.");
    }
}

internal sealed class CreateApiKeyHandler(IApiKeyRepository apiKeys, AuditEntryFactory auditor, TimeProvider time)
    : IRequestHandler<CreateApiKey, IssuedApiKey>
{
    public async Task<IssuedApiKey> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        // An organization admin must not create a system_admin key, not even in organization 1.
        if (request.Role == ApiKeyRole.SystemAdmin && !request.Scope.IsOfSystemAdmin)
        {
            throw new OutOfScopeException();
        }

        var organizationId =
            request.Scope.OrganizationId
            ?? throw new InvalidOperationException(
                "Cannot create an API key without an organization. Set Organizations to one organization."
            );
        var secret = ApiKeySecret.Generate();
        var key = new NewApiKey(
            organizationId,
            request.Role,
            request.Name!,
            secret.Hash(),
            secret.Last4,
            time.GetUtcNow(),
            request.OrganizationName
        );
        var stored = await apiKeys.Add(request.Scope, key, RequireBelowLimit, CreateEntry, cancellationToken);
        return new IssuedApiKey(stored ?? throw new NotFoundException(), secret);

        static void RequireBelowLimit(long keysInOrganization)
        {
            if (keysInOrganization >= ApiKey.MaxInOrganization)
            {
                throw ApiKeyRuleViolation.TooMany;
            }
        }

        Domain.Auditing.AuditEntry CreateEntry(ApiKey created) =>
            auditor.Done(request, organizationId, created.Id, $"name '{created.Name}', role {created.Role.ToName()}");
    }
}
