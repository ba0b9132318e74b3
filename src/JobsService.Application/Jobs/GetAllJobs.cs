using JobsService.Application.Paging;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>Every job in scope, whatever its state.</summary>
public sealed record GetAllJobs : JobListRequest
{
    internal override JobFilter Filter => JobFilter.Of(Parameters, onlyUnfinished: false);
}

internal sealed class GetAllJobsValidator : JobListValidator<GetAllJobs>;

internal sealed class GetAllJobsHandler(JobListReader reader) : IRequestHandler<GetAllJobs, PagedResult<Job>>
{
    public Task<PagedResult<Job>> Handle(GetAllJobs request, CancellationToken cancellationToken) =>
        reader.Read(request, cancellationToken);
}
