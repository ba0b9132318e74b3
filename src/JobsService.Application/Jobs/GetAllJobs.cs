using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>Every job in the caller's scope, whatever its state, by ascending id.</summary>
public sealed record GetAllJobs : OrganizationScopedRequest<IAsyncEnumerable<Job>>;

internal sealed class GetAllJobsHandler(IJobRepository jobs) : IRequestHandler<GetAllJobs, IAsyncEnumerable<Job>>
{
    public Task<IAsyncEnumerable<Job>> Handle(GetAllJobs request, CancellationToken cancellationToken) =>
        Task.FromResult(jobs.StreamAll(request.Scope));
}
