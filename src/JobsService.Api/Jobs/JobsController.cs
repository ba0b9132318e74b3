using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Jobs;

/// <summary>Background jobs, as far as a key may see them (contract, "Routes").</summary>
[Route("ga/api/v2")]
[Tags("Jobs")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class JobsController(IMediator mediator, ILogger<JobsController> logger) : ControllerBase
{
    private ListParameters Parameters => Request.ReadListParameters();

    // Not a parameter of the actions: to bind one, the framework gathers all the values of the request, for each request.
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Every job in the key's scope, whatever its state</summary>
    [HttpGet("jobs/all", Name = "getAllJobs")]
    [AnswersJobList]
    public Task<IActionResult> GetAll() => List(new GetAllJobs { Parameters = Parameters });

    /// <summary>The unfinished jobs in the key's scope</summary>
    [HttpGet("jobs/unfinished", Name = "getUnfinishedJobs")]
    [AnswersJobList]
    public Task<IActionResult> GetUnfinished() => List(new GetUnfinishedJobs { Parameters = Parameters });

    /// <summary>Every job of every organization</summary>
    [HttpGet("jobs/all_on_all_organizations", Name = "getAllJobsOnAllOrganizations")]
    [AnswersJobList(ForSystemAdmins = true)]
    public Task<IActionResult> GetAllOnAllOrganizations() =>
        List(new GetAllJobs { Organizations = OrganizationSelection.Every, Parameters = Parameters });

    /// <summary>The unfinished jobs of every organization</summary>
    [HttpGet("jobs/unfinished_on_all_organizations", Name = "getUnfinishedJobsOnAllOrganizations")]
    [AnswersJobList(ForSystemAdmins = true)]
    public Task<IActionResult> GetUnfinishedOnAllOrganizations() =>
        List(new GetUnfinishedJobs { Organizations = OrganizationSelection.Every, Parameters = Parameters });

    /// <summary>Every job of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/all", Name = "getAllJobsOfOrganization")]
    [AnswersJobList(ForSystemAdmins = true)]
    public Task<IActionResult> GetAllOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        List(new GetAllJobs { Organizations = OrganizationSelection.One(organizationId), Parameters = Parameters });

    /// <summary>The unfinished jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/unfinished", Name = "getUnfinishedJobsOfOrganization")]
    [AnswersJobList(ForSystemAdmins = true)]
    public Task<IActionResult> GetUnfinishedOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        List(
            new GetUnfinishedJobs { Organizations = OrganizationSelection.One(organizationId), Parameters = Parameters }
        );

    /// <summary>One job in the key's scope</summary>
    [HttpGet("jobs/{id:id}", Name = "getJob")]
    [AnswersJob]
    public async Task<IActionResult> Get([FromRoute] long id) =>
        new ItemResult<Job>(await mediator.Send(new GetJob(id), Aborted), JobJson.Write);

    private async Task<IActionResult> List(JobListRequest request) =>
        new ListResult<Job>(await mediator.Send(request, Aborted), JobJson.Write, logger);
}
