using System.Threading.Channels;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Admission;

/// <summary>A repository of empty lists. Reading a list waits until the test releases it.</summary>
internal sealed class HeldJobRepository : FakeJobRepository
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

    /// <summary>Waits until the service starts to read the next list.</summary>
    public async Task Asked(CancellationToken cancellationToken) => await _reads.Reader.ReadAsync(cancellationToken);

    /// <summary>Completes all waiting and future reads.</summary>
    public void Release() => _release.SetResult();

    public override async IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        _reads.Writer.TryWrite(true);
        await _release.Task;
        yield break;
    }
}
