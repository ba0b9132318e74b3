using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>
/// One job. Sending this throws <see cref="NotFoundException"/> when there is none of that id in scope, whether or not there
/// is one elsewhere.
/// </summary>
/// <param name="Id">The job's id.</param>
public sealed record GetJob(long Id) : OrganizationScopedRequest<Job>;

internal sealed class GetJobHandler(IJobRepository jobs) : IRequestHandler<GetJob, Job>
{
    public async Task<Job> Handle(GetJob request, CancellationToken cancellationToken) =>
        await jobs.Find(request.Scope, request.Id, cancellationToken) ?? throw new NotFoundException();
}
