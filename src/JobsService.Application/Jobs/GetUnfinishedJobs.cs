using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>The jobs in the caller's scope that are not finished, by ascending id.</summary>
public sealed record GetUnfinishedJobs : OrganizationScopedRequest<IAsyncEnumerable<Job>>;

internal sealed class GetUnfinishedJobsHandler(IJobRepository jobs)
    : IRequestHandler<GetUnfinishedJobs, IAsyncEnumerable<Job>>
{
    public Task<IAsyncEnumerable<Job>> Handle(GetUnfinishedJobs request, CancellationToken cancellationToken) =>
        Task.FromResult(jobs.StreamUnfinished(request.Scope));
}
