using JobsService.Application.Scoping;

namespace JobsService.Application.Organizations;

/// <summary>Checks the organization that a request selects.</summary>
internal static class SelectedOrganization
{
    /// <summary>Does nothing if the request selects no single organization, or one that exists.</summary>
    /// <exception cref="NotFoundException">The request selects an organization that does not exist.</exception>
    public static async ValueTask RequireSelected<TResponse>(
        this IOrganizationRepository organizations,
        OrganizationScopedRequest<TResponse> request,
        CancellationToken cancellationToken
    )
    {
        if (
            request.Organizations.OrganizationId is not null
            && await organizations.Find(request.Scope, cancellationToken) is null
        )
        {
            throw new NotFoundException();
        }
    }
}
