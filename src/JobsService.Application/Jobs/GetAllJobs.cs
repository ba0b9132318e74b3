using JobsService.Application.Organizations;

namespace JobsService.Application.Jobs;

/// <summary>Lists the jobs in scope, in any state.</summary>
public sealed record GetAllJobs() : JobListRequest(JobSubset.All);

internal sealed class GetAllJobsHandler(
    IJobRepository jobs,
    IOrganizationRepository organizations,
    JobListOptions options,
    TimeProvider time
) : JobListHandler<GetAllJobs>(jobs, organizations, options, time);
