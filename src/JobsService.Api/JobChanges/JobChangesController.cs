using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Api.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Application.Filtering;
using JobsService.Application.JobChanges;
using JobsService.Application.Scoping;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.JobChanges;

/// <summary>Changes of background jobs in the scope of a key.</summary>
[Route("ga/api/v2")]
[Tags("Jobs")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class JobChangesController(
    IMediator mediator,
    IHostApplicationLifetime lifetime,
    ILogger<JobChangesController> logger
) : ControllerBase
{
    private ListParameters Parameters => Request.ReadListParameters();

    private CancellationToken Aborted => HttpContext.RequestAborted;

    // Waiting requests must not delay the end of the service.
    private CancellationToken Ending => lifetime.ApplicationStopping;

    /// <summary>The changes of jobs in the scope of the key</summary>
    [HttpGet("jobs/changes", Name = "getJobChanges")]
    [ReturnsItem<JobChangesJson>]
    [Listens]
    public Task<IActionResult> GetChanges() => Changes(OrganizationSelection.InScope);

    /// <summary>The changes of jobs of all organizations</summary>
    [HttpGet("jobs/changes_on_all_organizations", Name = "getJobChangesOnAllOrganizations")]
    [ReturnsItem<JobChangesJson>(ForSystemAdmins = true)]
    [Listens]
    public Task<IActionResult> GetChangesOnAllOrganizations() => Changes(OrganizationSelection.Every);

    /// <summary>The changes of jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/changes", Name = "getJobChangesOfOrganization")]
    [ReturnsItem<JobChangesJson>(ForSystemAdmins = true)]
    [Listens]
    public Task<IActionResult> GetChangesOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        Changes(OrganizationSelection.One(organizationId));

    /// <summary>A stream of the changes of jobs in the scope of the key</summary>
    [HttpGet("jobs/events", Name = "getJobEvents")]
    [ReturnsItem<JobEventStream>]
    [Listens]
    public Task<IActionResult> GetEvents() => Events(OrganizationSelection.InScope);

    /// <summary>A stream of the changes of jobs of all organizations</summary>
    [HttpGet("jobs/events_on_all_organizations", Name = "getJobEventsOnAllOrganizations")]
    [ReturnsItem<JobEventStream>(ForSystemAdmins = true)]
    [Listens]
    public Task<IActionResult> GetEventsOnAllOrganizations() => Events(OrganizationSelection.Every);

    /// <summary>A stream of the changes of jobs of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/jobs/events", Name = "getJobEventsOfOrganization")]
    [ReturnsItem<JobEventStream>(ForSystemAdmins = true)]
    [Listens]
    public Task<IActionResult> GetEventsOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        Events(OrganizationSelection.One(organizationId));

    private async Task<IActionResult> Changes(OrganizationSelection organizations)
    {
        var request = new GetJobChanges
        {
            Organizations = organizations,
            Parameters = Parameters,
            Ending = Ending,
        };
        var changes = await mediator.Send(request, Aborted);
        return new ItemResult<ChangedJobs>(changes, JobChangesJson.WriteData, JobChangesJson.WriteOthers);
    }

    private async Task<IActionResult> Events(OrganizationSelection organizations)
    {
        var request = new WatchJobs(Request.Headers[JobEventStream.LastEventId])
        {
            Organizations = organizations,
            Parameters = Parameters,
            Ending = Ending,
        };
        return new JobEventsResult(await mediator.Send(request, Aborted), logger);
    }
}
