using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Reads jobs, on every engine.</summary>
internal sealed class JobRepository(StatementExecutor database, IDatabaseEngine engine) : IJobRepository
{
    public IAsyncEnumerable<Job> Stream(OrganizationScope scope, JobFilter filter) =>
        database.Stream(
            StatementOf(ListPart.Everything, filter),
            scope,
            JobListValues.Of(filter, engine),
            JobReader.Read
        );

    public Task<IReadOnlyList<Job>> ReadKeysetPage(
        OrganizationScope scope,
        JobFilter filter,
        long firstId,
        int take,
        CancellationToken cancellationToken
    ) =>
        List(
            ListPart.KeysetPage,
            scope,
            filter,
            [("firstId", firstId), ("take", take)],
            JobReader.Read,
            cancellationToken
        );

    public Task<IReadOnlyList<Job>> ReadOffsetPage(
        OrganizationScope scope,
        JobFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    ) => List(ListPart.OffsetPage, scope, filter, [("skip", skip), ("take", take)], JobReader.Read, cancellationToken);

    public async Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken)
    {
        var counts = await List(ListPart.Count, scope, filter, [], row => row.Integer(0), cancellationToken);
        return counts.Single();
    }

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    ) =>
        database.List(
            JobStatements.CountsByStateAndType,
            scope,
            new StatementValues { ["take"] = take },
            row => new JobCount(row.Text(0), row.Text(1), row.Integer(2)),
            cancellationToken
        );

    public async Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        var excess = await List(
            ListPart.Excess,
            scope,
            filter,
            [("skip", count), ("take", 1)],
            row => row.Integer(0),
            cancellationToken
        );
        return excess.Count > 0;
    }

    public async Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken)
    {
        var found = await database.List(
            JobStatements.One,
            scope,
            new StatementValues { ["id"] = id },
            JobReader.Read,
            cancellationToken
        );
        return found is [var job] ? job : null;
    }

    private Task<IReadOnlyList<T>> List<T>(
        ListPart part,
        OrganizationScope scope,
        JobFilter filter,
        (string Name, long Value)[] limits,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var values = JobListValues.Of(filter, engine);
        foreach (var (name, value) in limits)
        {
            values.Add(name, value);
        }

        return database.List(StatementOf(part, filter), scope, values, read, cancellationToken);
    }

    private static ScopedStatement StatementOf(ListPart part, JobFilter filter) =>
        JobStatements.Lists[JobListShape.Of(part, filter)];
}
