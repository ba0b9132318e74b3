using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Api.Responses;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.Jobs;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Jobs;

/// <summary>Background jobs in the scope of a key.</summary>
[Route("ga/api/v2")]
[Tags("Jobs")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class JobsController(
    IMediator mediator,
    RequestProblems problems,
    TimeProvider time,
    ILogger<JobsController> logger
) : ControllerBase
{
    private ListParameters Parameters => Request.ReadListParameters();

    // Not a parameter of the actions, because model binding would read all values of every request.
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>All jobs in the scope of the key</summary>
    [HttpGet("jobs/all", Name = "getAllJobs")]
    [ReturnsList<JobJson>]
    public Task<IActionResult> GetAll() => List(new GetAllJobs { Parameters = Parameters });

    /// <summary>The unfinished jobs in the scope of the key</summary>
    [HttpGet("jobs/unfinished", Name = "getUnfinishedJobs")]
    [ReturnsList<JobJson>]
    public Task<IActionResult> GetUnfinished() => List(new GetUnfinishedJobs { Parameters = Parameters });

    /// <summary>All jobs of all organizations</summary>
    [HttpGet("jobs/all_on_all_organizations", Name = "getAllJobsOnAllOrganizations")]
    [ReturnsList<JobJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetAllOnAllOrganizations() =>
        List(new GetAllJobs { Organizations = OrganizationSelection.Every, Parameters = Parameters });

    /// <summary>The unfinished jobs of all organizations</summary>
    [HttpGet("jobs/unfinished_on_all_organizations", Name = "getUnfinishedJobsOnAllOrganizations")]
    [ReturnsList<JobJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetUnfinishedOnAllOrganizations() =>
        List(new GetUnfinishedJobs { Organizations = OrganizationSelection.Every, Parameters = Parameters });

    /// <summary>All jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/all", Name = "getAllJobsOfOrganization")]
    [ReturnsList<JobJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetAllOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        List(new GetAllJobs { Organizations = OrganizationSelection.One(organizationId), Parameters = Parameters });

    /// <summary>The unfinished jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/unfinished", Name = "getUnfinishedJobsOfOrganization")]
    [ReturnsList<JobJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetUnfinishedOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        List(
            new GetUnfinishedJobs { Organizations = OrganizationSelection.One(organizationId), Parameters = Parameters }
        );

    /// <summary>One job in the scope of the key</summary>
    [HttpGet("jobs/{id:id}", Name = "getJob")]
    [ReturnsItem<JobJson>]
    public async Task<IActionResult> Get([FromRoute] long id) =>
        new ItemResult<Job>(await mediator.Send(new GetJob(id), Aborted), JobJson.Write);

    /// <summary>The numbers of jobs in the scope of the key</summary>
    [HttpGet("jobs/stats", Name = "getJobStats")]
    [ReturnsItem<JobStatisticsJson>]
    public Task<IActionResult> GetStatistics() => Statistics(new GetJobStatistics());

    /// <summary>The numbers of jobs of all organizations</summary>
    [HttpGet("jobs/stats_on_all_organizations", Name = "getJobStatsOnAllOrganizations")]
    [ReturnsItem<JobStatisticsJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetStatisticsOnAllOrganizations() =>
        Statistics(new GetJobStatistics { Organizations = OrganizationSelection.Every });

    /// <summary>The numbers of jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/stats", Name = "getJobStatsOfOrganization")]
    [ReturnsItem<JobStatisticsJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetStatisticsOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        Statistics(new GetJobStatistics { Organizations = OrganizationSelection.One(organizationId) });

    private async Task<IActionResult> Statistics(GetJobStatistics request) =>
        new ItemResult<JobStatistics>(await mediator.Send(request, Aborted), JobStatisticsJson.Write);

    private async Task<IActionResult> List(JobListRequest request)
    {
        var (format, hasByteOrderMark) = ListFormats.Of(Request, request.Parameters, problems);
        var list = await mediator.Send(request, Aborted);
        var known = format ?? throw new NotAcceptableException();
        var writer = JobListWriters.Of(list, request.Subset, known, hasByteOrderMark, time.GetUtcNow());
        return new ListResult<Job>(list, writer, logger);
    }
}
