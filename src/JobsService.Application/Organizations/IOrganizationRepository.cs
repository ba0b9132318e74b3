using JobsService.Application.Scoping;

namespace JobsService.Application.Organizations;

/// <summary>Reads organizations.</summary>
public interface IOrganizationRepository
{
    /// <summary>Whether the scope's organization exists, active or not; true for a scope of all of them.</summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database cannot answer.</exception>
    Task<bool> Exists(OrganizationScope scope, CancellationToken cancellationToken);
}
