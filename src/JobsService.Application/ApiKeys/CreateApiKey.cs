using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Makes a key for an organization, and the organization too when it is missing and a name for it is given. Sending it throws
/// <see cref="NotFoundException"/> when the organization is missing and no name is given.
/// </summary>
/// <param name="Role">What the key may see; <see cref="ApiKeyRole.SystemAdmin"/> in the system organization only.</param>
/// <param name="Name">What the key is for, 1 to 100 characters.</param>
public sealed record CreateApiKey(ApiKeyRole Role, string? Name) : ApiKeyCommand<IssuedApiKey>
{
    /// <summary>The name to create a missing organization with, 1 to 255 characters, or null.</summary>
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
        // Who sees one organization must not make a key that sees them all, not even for organization 1.
        if (request.Role == ApiKeyRole.SystemAdmin && !request.Scope.IsOfSystemAdmin)
        {
            throw new OutOfScopeException();
        }

        var organizationId =
            request.Scope.OrganizationId
            ?? throw new InvalidOperationException("A key is made for one organization: say which.");
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
        var stored = await apiKeys.Add(request.Scope, key, RequireRoom, EntryOf, cancellationToken);
        return new IssuedApiKey(stored ?? throw new NotFoundException(), secret);

        static void RequireRoom(long keysInOrganization)
        {
            if (keysInOrganization >= ApiKey.MaxInOrganization)
            {
                throw ApiKeyRuleViolation.TooMany;
            }
        }

        Domain.Auditing.AuditEntry EntryOf(ApiKey made) =>
            auditor.Done(request, organizationId, made.Id, $"name '{made.Name}', role {made.Role.ToName()}");
    }
}
