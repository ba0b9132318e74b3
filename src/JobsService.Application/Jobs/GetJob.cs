using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>
/// Returns one job. Throws <see cref="NotFoundException"/> if no job in scope has the id, so a caller cannot detect jobs of other
/// organizations.
/// </summary>
/// <param name="Id">The job's id.</param>
public sealed record GetJob(long Id) : OrganizationScopedRequest<Job>;

internal sealed class GetJobHandler(IJobRepository jobs) : IRequestHandler<GetJob, Job>
{
    public async Task<Job> Handle(GetJob request, CancellationToken cancellationToken) =>
        await jobs.Find(request.Scope, request.Id, cancellationToken) ?? throw new NotFoundException();
}
