using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Passes on all calls to the real repository, and counts those of <see cref="IJobRepository.Summarize"/>.</summary>
internal sealed class CountingJobRepository(IJobRepository inner) : FakeJobRepository(inner)
{
    private int _summaries;

    public int Summaries => _summaries;

    public override Task<JobStatistics> Summarize(
        OrganizationScope scope,
        DateTimeOffset asOf,
        DateTimeOffset stalledBefore,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref _summaries);
        return base.Summarize(scope, asOf, stalledBefore, cancellationToken);
    }
}
