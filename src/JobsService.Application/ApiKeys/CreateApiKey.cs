using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;
using MediatR;

namespace JobsService.Application.ApiKeys;

/// <summary>Makes a key for an organization, and the organization too when it is missing and a name for it is given.</summary>
/// <param name="OrganizationId">The organization that the key is for.</param>
/// <param name="Role">What the key may see; <see cref="ApiKeyRole.SystemAdmin"/> in the system organization only.</param>
/// <param name="Name">What the key is for, 1 to 100 characters.</param>
/// <param name="OrganizationName">The name to create a missing organization with, 1 to 100 characters, or null.</param>
public sealed record CreateApiKey(long OrganizationId, ApiKeyRole Role, string Name, string? OrganizationName)
    : OrganizationScopedRequest<CreatedApiKey>;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key as stored.</param>
/// <param name="Secret">Its secret, which can never be had again.</param>
public sealed record CreatedApiKey(ApiKey Key, ApiKeySecret Secret);

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.OrganizationId).GreaterThan(0);
        RuleFor(request => request.Role).IsInEnum();
        RuleFor(request => request.Name).NotEmpty().MaximumLength(ApiKey.MaxNameLength);
        RuleFor(request => request.OrganizationName)
            .NotEmpty()
            .MaximumLength(Organization.MaxNameLength)
            .When(HasOrganizationName);
        RuleFor(request => request.OrganizationId)
            .Equal(Organization.SystemOrganizationId)
            .When(request => request.Role == ApiKeyRole.SystemAdmin)
            .WithMessage("A system_admin key can belong to organization 1 only.");
    }

    private static bool HasOrganizationName(CreateApiKey request) => request.OrganizationName is not null;
}

internal sealed class CreateApiKeyHandler(IApiKeyRepository apiKeys, TimeProvider time)
    : IRequestHandler<CreateApiKey, CreatedApiKey>
{
    public async Task<CreatedApiKey> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        // Who sees one organization must not make a key that sees them all, not even for organization 1.
        if (request.Role == ApiKeyRole.SystemAdmin && request.Scope.OrganizationId is not null)
        {
            throw new OutOfScopeException();
        }

        var secret = ApiKeySecret.Generate();
        var key = new NewApiKey(
            request.OrganizationId,
            request.Role,
            request.Name,
            secret.Hash(),
            time.GetUtcNow(),
            request.OrganizationName
        );

        var stored = await apiKeys.Add(key, request.Scope, cancellationToken) ?? throw MissingOrganization(request);
        return new CreatedApiKey(stored, secret);
    }

    private static ValidationException MissingOrganization(CreateApiKey request) =>
        new([
            new ValidationFailure(
                nameof(CreateApiKey.OrganizationId),
                $"Organization {request.OrganizationId} does not exist, and no name was given to create it with."
            ),
        ]);
}
