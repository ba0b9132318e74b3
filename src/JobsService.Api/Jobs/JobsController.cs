using JobsService.Api.Envelope;
using JobsService.Application.Jobs;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Jobs;

/// <summary>The lists of background jobs that a key may see.</summary>
[Route("ga/api/v2/jobs")]
public sealed class JobsController(IMediator mediator) : ControllerBase
{
    /// <summary>Every job in the caller's scope, whatever its state.</summary>
    [HttpGet("all")]
    public async Task<IActionResult> GetAll(CancellationToken cancellationToken) =>
        new ListResult<Domain.Jobs.Job>(await mediator.Send(new GetAllJobs(), cancellationToken), JobJson.Write);

    /// <summary>The unfinished jobs in the caller's scope.</summary>
    [HttpGet("unfinished")]
    public async Task<IActionResult> GetUnfinished(CancellationToken cancellationToken) =>
        new ListResult<Domain.Jobs.Job>(await mediator.Send(new GetUnfinishedJobs(), cancellationToken), JobJson.Write);
}
