using System.Net;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Faults;

/// <summary>A repository that throws the exception that leads to status 500 or 503; for any other status it is empty.</summary>
internal sealed class BrokenJobRepository(HttpStatusCode status) : IJobRepository
{
    /// <summary>The message of the exceptions, which a response must not contain.</summary>
    public const string InternalDetail = "A confidential detail.";

    public IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        ThrowIfFailing();
        return AsyncEnumerable.Empty<Job>();
    }

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        return Task.FromResult(0L);
    }

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    )
    {
        ThrowIfFailing();
        return Task.FromResult<IReadOnlyList<JobCount>>([]);
    }

    public Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        ThrowIfFailing();
        return Task.FromResult(false);
    }

    public Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        return Task.FromResult<Job?>(null);
    }

    private void ThrowIfFailing()
    {
        switch (status)
        {
            case HttpStatusCode.InternalServerError:
                throw new InvalidOperationException(InternalDetail);
            case HttpStatusCode.ServiceUnavailable:
                throw new DatabaseUnavailableException(InternalDetail);
        }
    }
}
