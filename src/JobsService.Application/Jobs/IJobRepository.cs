using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads jobs, in ascending order of id. Every method takes the scope and puts it into its SQL.</summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer.
/// </remarks>
public interface IJobRepository
{
    /// <summary>The jobs in scope that pass a filter.</summary>
    /// <returns>
    /// The jobs, read while they are enumerated, with memory that does not grow with the rows; nothing is asked of the
    /// database before the first one is awaited, and any of them can fail.
    /// </returns>
    IAsyncEnumerable<Job> Stream(OrganizationScope scope, JobFilter filter);

    /// <summary>The first jobs in scope that pass a filter, from an id on. The cost does not depend on the id.</summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="filter">Which of their jobs.</param>
    /// <param name="firstId">The smallest id.</param>
    /// <param name="take">The greatest number of jobs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<Job>> ReadFrom(
        OrganizationScope scope,
        JobFilter filter,
        long firstId,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>Jobs in scope that pass a filter, after a number of others. The cost grows with that number.</summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="filter">Which of their jobs.</param>
    /// <param name="skip">How many jobs to leave out first.</param>
    /// <param name="take">The greatest number of jobs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<Job>> ReadPage(
        OrganizationScope scope,
        JobFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>How many jobs in scope pass a filter. The cost grows with their number.</summary>
    Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>The job with that id, or null when there is none in scope.</summary>
    Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);
}
