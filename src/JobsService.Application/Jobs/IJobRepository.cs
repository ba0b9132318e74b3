using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads jobs. Every method takes the scope and puts it into its SQL.</summary>
/// <remarks>
/// Each list is read while it is enumerated, in ascending order of id, with memory that does not grow with the rows; nothing
/// is asked of the database before the first row is awaited. Enumerating throws
/// <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer, at the first row or at any later.
/// </remarks>
public interface IJobRepository
{
    /// <summary>Every job in scope, whatever its state.</summary>
    IAsyncEnumerable<Job> StreamAll(OrganizationScope scope);

    /// <summary>The jobs in scope for which <see cref="Job.IsUnfinished"/> holds.</summary>
    IAsyncEnumerable<Job> StreamUnfinished(OrganizationScope scope);
}
