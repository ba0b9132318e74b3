using JobsService.Application.Scoping;
using JobsService.Domain.Organizations;
using MediatR;

namespace JobsService.Application.Organizations;

/// <summary>
/// Returns one organization, active or not. System admins only. Throws <see cref="NotFoundException"/> if it does not exist.
/// </summary>
public sealed record GetOrganization : OrganizationScopedRequest<Organization>
{
    /// <param name="id">The organization's id.</param>
    public GetOrganization(long id) => Organizations = OrganizationSelection.One(id);
}

internal sealed class GetOrganizationHandler(IOrganizationRepository organizations)
    : IRequestHandler<GetOrganization, Organization>
{
    public async Task<Organization> Handle(GetOrganization request, CancellationToken cancellationToken) =>
        await organizations.Find(request.Scope, cancellationToken) ?? throw new NotFoundException();
}
