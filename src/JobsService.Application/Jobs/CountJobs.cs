using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>
/// Counts the jobs in scope by state and type, largest count first. Returns at most <see cref="MaxCounts"/> counts, because other
/// programs write the states and their number is not limited. The cost is linear in the number of jobs in scope.
/// </summary>
public sealed record CountJobs : OrganizationScopedRequest<IReadOnlyList<JobCount>>
{
    /// <summary>The maximum number of counts.</summary>
    public const int MaxCounts = 100;
}

internal sealed class CountJobsHandler(IJobRepository jobs) : IRequestHandler<CountJobs, IReadOnlyList<JobCount>>
{
    public Task<IReadOnlyList<JobCount>> Handle(CountJobs request, CancellationToken cancellationToken) =>
        jobs.CountByStateAndType(request.Scope, CountJobs.MaxCounts, cancellationToken);
}
