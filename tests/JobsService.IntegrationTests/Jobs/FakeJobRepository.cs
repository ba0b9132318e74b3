using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>
/// Base class of fakes that override some methods. It is the only test class that lists all methods of <see cref="IJobRepository"/>.
/// </summary>
/// <param name="inner">Receives the calls of all other methods. Null if the tests make no such call.</param>
internal abstract class FakeJobRepository(IJobRepository? inner = null) : IJobRepository
{
    private IJobRepository Inner =>
        inner ?? throw new NotSupportedException($"{GetType().Name} does not override this method.");

    public virtual IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window) =>
        Inner.Read(scope, filter, window);

    public virtual Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken) =>
        Inner.Count(scope, filter, cancellationToken);

    public virtual Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    ) => Inner.HasMoreThan(count, scope, filter, cancellationToken);

    public virtual Task<JobStatistics> Summarize(
        OrganizationScope scope,
        DateTimeOffset asOf,
        DateTimeOffset stalledBefore,
        CancellationToken cancellationToken
    ) => Inner.Summarize(scope, asOf, stalledBefore, cancellationToken);

    public virtual Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken) =>
        Inner.Find(scope, id, cancellationToken);
}
