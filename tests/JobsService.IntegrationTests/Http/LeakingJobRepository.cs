using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Http;

/// <summary>A repository with a deliberate defect: one of its methods ignores the scope and reads the jobs of every organization.</summary>
/// <param name="inner">The repository of the service.</param>
/// <param name="leak">The name of the defective method, or the type of window for which <see cref="Read"/> is defective.</param>
internal sealed class LeakingJobRepository(IJobRepository inner, string leak) : IJobRepository
{
    private static readonly OrganizationScope EveryOrganization = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.Every
    );

    public IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window) =>
        inner.Read(ScopeIn(window.GetType().Name, scope), filter, window);

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken) =>
        inner.Count(ScopeIn(nameof(Count), scope), filter, cancellationToken);

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    ) => inner.CountByStateAndType(scope, take, cancellationToken);

    public Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    ) => inner.HasMoreThan(count, scope, filter, cancellationToken);

    public Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken) =>
        inner.Find(ScopeIn(nameof(Find), scope), id, cancellationToken);

    private OrganizationScope ScopeIn(string method, OrganizationScope scope) =>
        method == leak ? EveryOrganization : scope;
}
