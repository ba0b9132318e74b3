using System.Globalization;
using JobsService.Domain.ApiKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>The two routes.</summary>
[ApiController]
[Authorize]
public sealed class JobsController(JobsContext database) : ControllerBase
{
    private IQueryable<Job> JobsInScope
    {
        get
        {
            if (User.IsInRole(ApiKeyRoleName.SystemAdmin))
            {
                return database.Jobs;
            }

            var organizationId = long.Parse(User.Identity!.Name!, CultureInfo.InvariantCulture);
            return database.Jobs.Where(job => job.OrganizationId == organizationId);
        }
    }

    [HttpGet(ComparisonHost.AllRoute)]
    public async Task<Envelope> All(CancellationToken cancellationToken) =>
        new() { Data = await JobsInScope.OrderBy(job => job.Id).ToListAsync(cancellationToken) };

    [HttpGet(ComparisonHost.UnfinishedRoute)]
    public async Task<Envelope> Unfinished(CancellationToken cancellationToken) =>
        new()
        {
            // The order matters: EF Core translates two adjacent != to NOT IN, for which SQLite does not use the partial index.
            Data = await JobsInScope
                .Where(job =>
                    job.State != "finished"
                    && (job.State != "failed" || job.RetryAt != null)
                    && job.State != "cancelled"
                )
                .OrderBy(job => job.Id)
                .ToListAsync(cancellationToken),
        };
}

/// <summary>The response.</summary>
public sealed class Envelope
{
    public bool Success { get; } = true;
    public required IReadOnlyList<Job> Data { get; init; }
    public string? ErrorCode { get; }
    public string? ErrorMessage { get; }
}
