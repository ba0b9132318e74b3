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
    /// <summary>Returns the jobs in scope that match a filter, limited to a window, by ascending id.</summary>
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
    /// Counts the jobs in scope, all numbers in one consistent read. The cost is linear in the number of jobs in scope.
    /// </summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="asOf">The present time, which the result contains.</param>
    /// <param name="stalledBefore">The argument of <see cref="Job.IsStalled"/>.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<JobStatistics> Summarize(
        OrganizationScope scope,
        DateTimeOffset asOf,
        DateTimeOffset stalledBefore,
        CancellationToken cancellationToken
    );

    /// <summary>Returns the job with an id, or null if no job in scope has it.</summary>
    Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);
}
