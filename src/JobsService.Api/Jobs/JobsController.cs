using JobsService.Api.Envelope;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Jobs;

/// <summary>The lists of background jobs that a key may see.</summary>
[Route("ga/api/v2/jobs")]
public sealed class JobsController(IMediator mediator, ILogger<JobsController> logger) : ControllerBase
{
    /// <summary>Every job in the caller's scope, whatever its state.</summary>
    [HttpGet("all")]
    public async Task<IActionResult> GetAll(CancellationToken cancellationToken) =>
        ListOf(await mediator.Send(new GetAllJobs(), cancellationToken));

    /// <summary>The unfinished jobs in the caller's scope.</summary>
    [HttpGet("unfinished")]
    public async Task<IActionResult> GetUnfinished(CancellationToken cancellationToken) =>
        ListOf(await mediator.Send(new GetUnfinishedJobs(), cancellationToken));

    private ListResult<Job> ListOf(IAsyncEnumerable<Job> jobs) => new(jobs, JobJson.Write, logger);
}
