using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>
/// How many jobs in scope there are of each state and type, the most frequent ones first; at most <see cref="MaxCounts"/>, since
/// other programs may invent any number of states. The cost grows with the jobs in scope.
/// </summary>
public sealed record CountJobs : OrganizationScopedRequest<IReadOnlyList<JobCount>>
{
    /// <summary>The greatest number of counts.</summary>
    public const int MaxCounts = 100;
}

internal sealed class CountJobsHandler(IJobRepository jobs) : IRequestHandler<CountJobs, IReadOnlyList<JobCount>>
{
    public Task<IReadOnlyList<JobCount>> Handle(CountJobs request, CancellationToken cancellationToken) =>
        jobs.CountByStateAndType(request.Scope, CountJobs.MaxCounts, cancellationToken);
}
