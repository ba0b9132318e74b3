using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Streaming;

/// <summary>Passes on the rows of the real repository, counts them, and fails at a given row.</summary>
internal sealed class ObservedJobRepository(IJobRepository inner) : FakeJobRepository(inner)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _rowsRead;

    /// <summary>The number of the row whose reading fails, from 1; null if none fails.</summary>
    public long? FailsAtRow { get; set; }

    public long RowsRead => Interlocked.Read(ref _rowsRead);

    /// <summary>Completes when the enumeration of a list has ended and its query is closed.</summary>
    public Task Closed => _closed.Task;

    public override IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window) =>
        Observe(base.Read(scope, filter, window));

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
