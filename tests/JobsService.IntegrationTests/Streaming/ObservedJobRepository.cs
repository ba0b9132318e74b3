using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Streaming;

/// <summary>Passes the rows of the real repository on, counts them, and breaks where a test wants it to.</summary>
internal sealed class ObservedJobRepository(IJobRepository inner) : IJobRepository
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _rowsRead;

    /// <summary>The number of the row that cannot be read.</summary>
    public long? FailsAtRow { get; set; }

    public long RowsRead => Interlocked.Read(ref _rowsRead);

    /// <summary>Ends when a list was closed, with its query.</summary>
    public Task Closed => _closed.Task;

    public IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window) =>
        Observe(inner.Read(scope, filter, window));

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken) =>
        inner.Count(scope, filter, cancellationToken);

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    ) => inner.CountByStateAndType(scope, take, cancellationToken);

    public Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    ) => inner.HasMoreThan(count, scope, filter, cancellationToken);

    public Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken) =>
        inner.Find(scope, id, cancellationToken);

    private async IAsyncEnumerable<Job> Observe(
        IAsyncEnumerable<Job> jobs,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        try
        {
            await foreach (var job in jobs.WithCancellation(cancellationToken))
            {
                if (Interlocked.Increment(ref _rowsRead) == FailsAtRow)
                {
                    throw new DatabaseUnavailableException("The test pulled the plug.");
                }

                yield return job;
            }
        }
        finally
        {
            _closed.TrySetResult();
        }
    }
}
