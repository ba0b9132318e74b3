using JobsService.Application.JobChanges;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Reads changes of jobs, on both database engines.</summary>
/// <param name="database">The primary database: on a secondary, the lowest number that is not committed is unknown.</param>
/// <param name="pollInterval">The value of <see cref="PollInterval"/>.</param>
internal sealed class JobChangeRepository(StatementExecutor database, TimeSpan pollInterval) : IJobChangeRepository
{
    public TimeSpan PollInterval { get; } = pollInterval;

    public async Task<ChangePosition> FindPosition(CancellationToken cancellationToken)
    {
        var rows = database.Stream(
            JobChangeStatements.Position,
            values: null,
            row => new ChangePosition(row.Integer(0), row.Integer(1), row.Integer(2)),
            cancellationToken
        );
        return await rows.SingleAsync(cancellationToken);
    }

    public async Task<long> FindLastDeletion(CancellationToken cancellationToken)
    {
        var rows = database.Stream(
            JobChangeStatements.LastDeletion,
            values: null,
            row => row.IntegerOrNull(0),
            cancellationToken
        );
        return await rows.SingleAsync(cancellationToken) ?? 0;
    }

    // The two queries read the database at different times. What is committed in between has a number above the range, so it only
    // removes a job from the first or the second result; its number is in the next range.
    public async Task<JobChangePage> Read(
        OrganizationScope scope,
        ChangeRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        List<JobChange> changes = [];
        var until = range.Until;
        if (range.HasDeletions)
        {
            Func<Row, JobChange> readDeletion = row => new JobChange(row.Integer(1), row.Integer(0), Job: null);
            await Add(JobChangeStatements.Deleted, readDeletion);
        }

        await Add(JobChangeStatements.Changed, ReadChange);
        return JobChangePage.Of(changes, until, limit, hasMore: until < range.Until);

        async Task Add(ScopedStatement statement, Func<Row, JobChange> read)
        {
            var values = new StatementValues
            {
                ["after"] = range.After,
                ["until"] = until,
                ["take"] = limit + 1L,
            };
            var rows = await database.List(statement, scope, values, read, cancellationToken);
            changes.AddRange(rows);
            if (rows.Count > limit)
            {
                // There may be more: all changes are known up to the last one that was read.
                until = rows[^1].Version;
            }
        }
    }

    private static JobChange ReadChange(Row row)
    {
        var job = JobTable.ReadWithVersion(row);
        return new JobChange(job.RowVersion, job.Id, job);
    }
}
