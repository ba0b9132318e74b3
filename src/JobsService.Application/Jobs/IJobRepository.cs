using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads jobs. Every method restricts its SQL to the scope.</summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> if the database is unavailable.
/// </remarks>
public interface IJobRepository
{
    /// <summary>Returns the jobs in scope that match a filter, limited to a window, in the order of the filter.</summary>
    /// <returns>
    /// A stream of jobs that uses constant memory. The query starts when the first job is requested, and reading any job can
    /// throw.
    /// </returns>
    IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window);

    /// <summary>
    /// Returns the number of jobs in scope that match a filter. The cost is linear in the number of jobs in scope.
    /// </summary>
    Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Returns whether more than <paramref name="count"/> jobs in scope match a filter. The cost is linear in
    /// <paramref name="count"/>, or in the number of jobs in scope if fewer match.
    /// </summary>
    Task<bool> HasMoreThan(long count, OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Counts the jobs in scope by state and type, ignoring case, largest count first. The cost is linear in the number of jobs
    /// in scope.
    /// </summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="take">The maximum number of counts.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>Returns the job with an id, or null if no job in scope has it.</summary>
    Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);
}
