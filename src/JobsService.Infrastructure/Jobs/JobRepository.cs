using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Reads jobs, on both database engines.</summary>
internal sealed class JobRepository(StatementExecutor database) : IJobRepository
{
    public IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window)
    {
        var (statement, values) = JobStatements.Lists.Read(
            window,
            filter.Values,
            (int)filter.Subset,
            (int)filter.Order
        );
        Func<Row, Job> read = filter.Order.IsByChange() ? JobTable.ReadWithVersion : JobTable.Read;
        return database.Stream(statement, scope, values, read);
    }

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken)
    {
        var (statement, values) = JobStatements.Lists.Count(filter.Values, (int)filter.Subset);
        return database.Single(statement, scope, values, row => row.Integer(0), cancellationToken);
    }

    public async Task<bool> HasMoreThan(
        long count,
        OrganizationScope scope,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        var (statement, values) = JobStatements.Lists.Excess(count, filter.Values, (int)filter.Subset);
        return await database
            .Stream(statement, scope, values, row => row.Integer(0), cancellationToken)
            .AnyAsync(cancellationToken);
    }

    public Task<IReadOnlyList<JobCount>> CountByStateAndType(
        OrganizationScope scope,
        int take,
        CancellationToken cancellationToken
    ) =>
        database.List(
            JobStatements.CountsByStateAndType,
            scope,
            new StatementValues { ["take"] = (long)take },
            row => new JobCount(row.Text(0), row.Text(1), row.Integer(2)),
            cancellationToken
        );

    public async Task<Job?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken)
    {
        var found = await database.List(
            JobStatements.One,
            scope,
            new StatementValues { ["id"] = id },
            JobTable.Read,
            cancellationToken
        );
        return found is [var job] ? job : null;
    }
}
