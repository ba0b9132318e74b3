using System.Threading.Channels;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Admission;

/// <summary>A repository of empty lists. Reading a list waits until the test releases it.</summary>
internal sealed class HeldJobRepository : IJobRepository
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

    /// <summary>Waits until the service starts to read the next list.</summary>
    public async Task Asked(CancellationToken cancellationToken) => await _reads.Reader.ReadAsync(cancellationToken);

    /// <summary>Completes all waiting and future reads.</summary>
    public void Release() => _release.SetResult();

    public async IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        _reads.Writer.TryWrite(true);
        await _release.Task;
        yield break;
    }

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
