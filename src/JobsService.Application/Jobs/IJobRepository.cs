using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads jobs, in ascending order of id. Every method takes the scope and puts it into its SQL.</summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer.
/// </remarks>
public interface IJobRepository
{
    /// <summary>The jobs in scope that pass a filter, or a part of them.</summary>
    /// <returns>
    /// The jobs, read while they are enumerated, in memory that does not grow with their number. Nothing is sent to the database
    /// before the first job is awaited, and reading each of them can fail.
    /// </returns>
    IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window);

    /// <summary>The number of jobs in scope that pass a filter. The cost grows with the jobs in scope.</summary>
    Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Whether more than <paramref name="count"/> jobs in scope pass a filter. The cost grows with that number, or with the
    /// jobs in scope where fewer pass.
    /// </summary>
    Task<bool> HasMoreThan(long count, OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// The number of jobs in scope of each state and type, compared without regard to case; the most frequent ones first. The
    /// cost grows with the jobs in scope.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="take">The greatest number of counts.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>The job with that id, or null when there is none in scope.</summary>
    Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);
}
