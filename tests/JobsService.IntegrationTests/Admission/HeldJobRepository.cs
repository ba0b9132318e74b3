using System.Threading.Channels;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Admission;

/// <summary>A repository whose whole lists are empty, and come when a test lets them.</summary>
internal sealed class HeldJobRepository : IJobRepository
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();

    /// <summary>Waits until one more list is asked for.</summary>
    public async Task Asked(CancellationToken cancellationToken) => await _asked.Reader.ReadAsync(cancellationToken);

    /// <summary>Lets all lists come.</summary>
    public void Release() => _release.SetResult();

    public async IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        _asked.Writer.TryWrite(true);
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
