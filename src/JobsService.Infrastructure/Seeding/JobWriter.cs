using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Inserts large numbers of jobs, on both database engines. Only seeding inserts jobs.</summary>
/// <remarks>
/// Each statement inserts one row or a hundred. <c>SqlBulkCopy</c> would be faster on SQL Server, but would be a second code path
/// for inserts.
/// </remarks>
internal sealed class JobWriter(IDatabaseEngine engine)
{
    private const int BatchSize = 100;
    private const int ReportInterval = 50_000;

    /// <summary>Inserts jobs with their ids.</summary>
    /// <param name="transaction">The caller's transaction, which this method does not commit.</param>
    /// <param name="jobs">The jobs, whose organizations must exist.</param>
    /// <param name="progress">Receives the number of inserted jobs from time to time.</param>
    /// <param name="cancellationToken">Cancels the inserts.</param>
    public async Task Write(
        DatabaseTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        if (engine.Dialect.IdentityInsert is { } identityInsert)
        {
            await transaction.Execute(identityInsert.Begin, values: null, cancellationToken);
            await WriteRows(transaction, jobs, progress, cancellationToken);
            await transaction.Execute(identityInsert.End, values: null, cancellationToken);
        }
        else
        {
            await WriteRows(transaction, jobs, progress, cancellationToken);
        }
    }

    private async Task WriteRows(
        DatabaseTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        await using var one = transaction.Prepare(SeedingStatements.InsertJob);
        await using var many = transaction.Prepare(SeedingStatements.InsertHundredJobs);
        var written = 0L;
        foreach (var rows in jobs.Chunk(BatchSize))
        {
            if (engine.Dialect.PrefersInsertsOfManyRows && rows.Length == BatchSize)
            {
                await Insert(transaction, many, rows, cancellationToken);
            }
            else
            {
                foreach (var row in rows)
                {
                    await Insert(transaction, one, [row], cancellationToken);
                }
            }

            written += rows.Length;
            if (written % ReportInterval == 0)
            {
                progress.Report(written);
            }
        }
    }

    private Task<int> Insert(
        DatabaseTransaction transaction,
        DbCommand insert,
        Job[] rows,
        CancellationToken cancellationToken
    )
    {
        var parameter = 0;
        foreach (var row in rows)
        {
            foreach (var (_, type, valueOf) in JobTable.Columns)
            {
                insert.Parameters[parameter].Value = engine.Dialect.ToDriver(valueOf(row));

                // The value can be longer than the column, so the type is set again to adapt the length.
                engine.Dialect.SetType(insert.Parameters[parameter++], type);
            }
        }

        return transaction.Execute(insert, cancellationToken);
    }
}
