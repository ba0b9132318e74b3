using System.Runtime.InteropServices;
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
        AddStalledBefore(values, filter);
        Func<Row, Job> read = filter.Order.IsByChange() ? JobTable.ReadWithVersion : JobTable.Read;
        return database.Stream(statement, scope, values, read);
    }

    public Task<long> Count(OrganizationScope scope, JobFilter filter, CancellationToken cancellationToken)
    {
        var (statement, values) = JobStatements.Lists.Count(filter.Values, (int)filter.Subset);
        AddStalledBefore(values, filter);
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
        AddStalledBefore(values, filter);
        return await database
            .Stream(statement, scope, values, row => row.Integer(0), cancellationToken)
            .AnyAsync(cancellationToken);
    }

    public async Task<JobStatistics> Summarize(
        OrganizationScope scope,
        DateTimeOffset asOf,
        DateTimeOffset stalledBefore,
        CancellationToken cancellationToken
    )
    {
        var values = new StatementValues { ["stalled_before"] = stalledBefore };
        var counter = new JobCounter();
        var (unfinished, stalled) = (0L, 0L);
        var rows = database.Stream(JobStatements.Statistics, scope, values, JobStatisticsRow.Read, cancellationToken);
        await foreach (var row in rows)
        {
            if (row.Count is { } count)
            {
                counter.Add(count);
            }
            else
            {
                (unfinished, stalled) = (row.Unfinished, row.Stalled);
            }
        }

        return new JobStatistics(asOf, unfinished, stalled, counter.Counts);
    }

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

    // Only a statement with a filter can have the parameter; the others ignore it.
    private static void AddStalledBefore(StatementValues values, JobFilter filter)
    {
        if (filter.Values.Mask != 0)
        {
            values.Add("stalled_before", filter.StalledBefore);
        }
    }
}

/// <summary>A row of <see cref="JobStatements.Statistics"/>.</summary>
/// <param name="Count">The jobs of one organization with a state and type; null in the row of unfinished jobs.</param>
/// <param name="Unfinished">The number of unfinished jobs, in the row of unfinished jobs.</param>
/// <param name="Stalled">The number of stalled jobs, in the row of unfinished jobs.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JobStatisticsRow(JobCount? Count, long Unfinished, long Stalled)
{
    public static JobStatisticsRow Read(Row row) =>
        row.TextOrNull(0) is { } state
            ? new(new JobCount(state, row.Text(1), row.Integer(2)), Unfinished: 0, Stalled: 0)
            : new(Count: null, row.Integer(2), row.Integer(3));
}
