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

    /// <summary>
    /// Jobs in scope that pass a filter, from an id on: a keyset page. The cost does not grow with the id; it grows with what
    /// the filter leaves out before the page is full.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="filter">Which of their jobs.</param>
    /// <param name="firstId">The smallest id.</param>
    /// <param name="take">The greatest number of jobs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The jobs; fewer than <paramref name="take"/> when there are no more.</returns>
    Task<IReadOnlyList<Job>> ReadKeysetPage(
        OrganizationScope scope,
        JobFilter filter,
        long firstId,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Jobs in scope that pass a filter, after a number of others: an offset page. The cost grows with that number.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="filter">Which of their jobs.</param>
    /// <param name="skip">How many jobs to leave out first.</param>
    /// <param name="take">The greatest number of jobs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The jobs; fewer than <paramref name="take"/> when there are no more.</returns>
    Task<IReadOnlyList<Job>> ReadOffsetPage(
        OrganizationScope scope,
        JobFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>How many jobs in scope pass a filter. The cost grows with the jobs in scope.</summary>
    Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// How many jobs in scope there are of each state and type, compared without regard to case; the most frequent ones first.
    /// The cost grows with the jobs in scope.
    /// </summary>
    /// <param name="scope">Which organizations.</param>
    /// <param name="take">The greatest number of counts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Whether more than <paramref name="count"/> jobs in scope pass a filter. The cost grows with that number, or with the
    /// jobs in scope where fewer pass.
    /// </summary>
    Task<bool> HasMoreThan(long count, OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>The job with that id, or null when there is none in scope.</summary>
    Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken);
}
