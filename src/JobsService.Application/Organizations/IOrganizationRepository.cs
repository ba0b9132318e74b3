using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Organizations;

namespace JobsService.Application.Organizations;

/// <summary>Reads organizations, active or not.</summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> if the database is unavailable. <see cref="Read"/> and
/// <see cref="Count"/> throw <see cref="OutOfScopeException"/> for a scope of one organization.
/// </remarks>
public interface IOrganizationRepository
{
    /// <summary>Returns the organizations that match the filters, limited to a window, by ascending id. Rows are streamed.</summary>
    IAsyncEnumerable<Organization> Read(OrganizationScope scope, FilterValues filters, Window window);

    /// <summary>Returns the number of organizations that match the filters.</summary>
    Task<long> Count(OrganizationScope scope, FilterValues filters, CancellationToken cancellationToken);

    /// <summary>Returns the organization of the scope, or null if it does not exist.</summary>
    /// <exception cref="ArgumentException">Every organization is in scope.</exception>
    Task<Organization?> Find(OrganizationScope scope, CancellationToken cancellationToken);
}
