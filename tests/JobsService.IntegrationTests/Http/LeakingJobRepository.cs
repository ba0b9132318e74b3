using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Http;

/// <summary>A repository one of whose methods takes the scope and ignores it: it reads the jobs of every organization.</summary>
/// <param name="inner">The repository of the service.</param>
/// <param name="leak">The method.</param>
internal sealed class LeakingJobRepository(IJobRepository inner, string leak) : IJobRepository
{
    private static readonly OrganizationScope EveryOrganization = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.Every
    );

    public IAsyncEnumerable<Job> Stream(OrganizationScope scope, JobFilter filter) =>
        inner.Stream(ScopeIn(nameof(Stream), scope), filter);

    public Task<IReadOnlyList<Job>> ReadKeysetPage(
        OrganizationScope scope,
        JobFilter filter,
        long firstId,
        int take,
        CancellationToken cancellationToken
    ) => inner.ReadKeysetPage(ScopeIn(nameof(ReadKeysetPage), scope), filter, firstId, take, cancellationToken);

    public Task<IReadOnlyList<Job>> ReadOffsetPage(
        OrganizationScope scope,
        JobFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    ) => inner.ReadOffsetPage(ScopeIn(nameof(ReadOffsetPage), scope), filter, skip, take, cancellationToken);

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
