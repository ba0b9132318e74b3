using JobsService.Application.Organizations;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.Jobs;

/// <summary>
/// Counts the jobs in scope. The result can be some seconds old, because it is kept for ten times as long as it took to compute, see
/// <see cref="JobStatisticsCache"/>. Throws <see cref="NotFoundException"/> if the request selects an organization that does not
/// exist.
/// </summary>
public sealed record GetJobStatistics : OrganizationScopedRequest<JobStatistics>;

internal sealed class GetJobStatisticsHandler(
    IJobRepository jobs,
    IOrganizationRepository organizations,
    JobStatisticsCache cache,
    JobListOptions options,
    TimeProvider time
) : IRequestHandler<GetJobStatistics, JobStatistics>
{
    public Task<JobStatistics> Handle(GetJobStatistics request, CancellationToken cancellationToken) =>
        cache.Get(request.Scope, () => Compute(request), cancellationToken);

    // Not cancelled with its request, because other requests share the result; the database's timeouts bound it. The organization is
    // looked up here and not in every request, so that a cached result costs no query.
    private async Task<JobStatistics> Compute(GetJobStatistics request)
    {
        var isOfOneOrganization = request.Organizations.OrganizationId is not null;
        if (isOfOneOrganization && await organizations.Find(request.Scope, CancellationToken.None) is null)
        {
            throw new NotFoundException();
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return await jobs.Summarize(request.Scope, now, options.StalledBefore(now), CancellationToken.None);
    }
}
