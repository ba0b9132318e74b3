using JobsService.Application.Paging;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>The jobs in scope that are not finished.</summary>
public sealed record GetUnfinishedJobs : JobListRequest
{
    internal override JobFilter Filter => JobFilter.Of(Parameters, onlyUnfinished: true);
}

internal sealed class GetUnfinishedJobsValidator : JobListValidator<GetUnfinishedJobs>;

internal sealed class GetUnfinishedJobsHandler(JobListReader reader)
    : IRequestHandler<GetUnfinishedJobs, PagedResult<Job>>
{
    public Task<PagedResult<Job>> Handle(GetUnfinishedJobs request, CancellationToken cancellationToken) =>
        reader.Read(request, cancellationToken);
}
