using System.Net;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Faults;

/// <summary>A repository whose lists fail at once, such that the answer has a certain status; or are empty.</summary>
internal sealed class BrokenJobRepository(HttpStatusCode status) : IJobRepository
{
    /// <summary>What an answer must not tell.</summary>
    public const string Innards = "Something about our innards.";

    public IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        Break();
        return AsyncEnumerable.Empty<Job>();
    }

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken)
    {
        Break();
        return Task.FromResult(0L);
    }

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    )
    {
        Break();
        return Task.FromResult<IReadOnlyList<JobCount>>([]);
    }

    public Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        Break();
        return Task.FromResult(false);
    }

    public Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken)
    {
        Break();
        return Task.FromResult<Job?>(null);
    }

    private void Break()
    {
        switch (status)
        {
            case HttpStatusCode.InternalServerError:
                throw new InvalidOperationException(Innards);
            case HttpStatusCode.ServiceUnavailable:
                throw new DatabaseUnavailableException(Innards);
        }
    }
}
