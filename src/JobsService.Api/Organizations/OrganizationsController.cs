using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Api.Responses;
using JobsService.Application.Organizations;
using JobsService.Domain.Organizations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Organizations;

/// <summary>Organizations, for system admins.</summary>
[Route("ga/api/v2")]
[Tags("Organizations")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class OrganizationsController(IMediator mediator, ILogger<OrganizationsController> logger)
    : ControllerBase
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>All organizations</summary>
    [HttpGet("organizations", Name = "getOrganizations")]
    [ReturnsList<OrganizationJson>(ForSystemAdmins = true)]
    public async Task<IActionResult> GetAll()
    {
        var request = new ListOrganizations { Parameters = Request.ReadListParameters() };
        return new ListResult<Organization>(
            await mediator.Send(request, Aborted),
            static response => new JsonListWriter<Organization>(response, OrganizationJson.Write),
            logger
        );
    }

    /// <summary>One organization</summary>
    [HttpGet("organizations/{id:id}", Name = "getOrganization")]
    [ReturnsItem<OrganizationJson>(ForSystemAdmins = true)]
    public async Task<IActionResult> Get([FromRoute] long id) =>
        new ItemResult<Organization>(await mediator.Send(new GetOrganization(id), Aborted), OrganizationJson.Write);
}
