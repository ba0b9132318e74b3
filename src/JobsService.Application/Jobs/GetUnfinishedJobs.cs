using JobsService.Application.Organizations;

namespace JobsService.Application.Jobs;

/// <summary>Lists the unfinished jobs in scope.</summary>
public sealed record GetUnfinishedJobs() : JobListRequest(JobSubset.Unfinished);

internal sealed class GetUnfinishedJobsHandler(
    IJobRepository jobs,
    IOrganizationRepository organizations,
    JobListOptions options,
    TimeProvider time
) : JobListHandler<GetUnfinishedJobs>(jobs, organizations, options, time);
