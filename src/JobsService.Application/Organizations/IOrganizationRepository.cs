using JobsService.Application.Scoping;

namespace JobsService.Application.Organizations;

/// <summary>Reads organizations.</summary>
public interface IOrganizationRepository
{
    /// <summary>
    /// Returns whether the organization of the scope exists, active or not; true for a scope of every organization.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task<bool> Exists(OrganizationScope scope, CancellationToken cancellationToken);
}
