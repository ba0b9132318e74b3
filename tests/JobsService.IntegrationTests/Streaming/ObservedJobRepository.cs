using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Streaming;

/// <summary>Passes on the rows of the real repository, counts them, and fails at a given row.</summary>
internal sealed class ObservedJobRepository(IJobRepository inner) : IJobRepository
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _rowsRead;

    /// <summary>The number of the row whose reading fails, from 1; null if none fails.</summary>
    public long? FailsAtRow { get; set; }

    public long RowsRead => Interlocked.Read(ref _rowsRead);

    /// <summary>Completes when the enumeration of a list has ended and its query is closed.</summary>
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
                    throw new DatabaseUnavailableException("The test made this row fail.");
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
