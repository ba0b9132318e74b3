using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Writes many jobs, on every engine. Only seeding writes jobs.</summary>
/// <remarks>
/// Inserts of one row or of a hundred. SQL Server's bulk copy would be faster there, but it needs more of the server than
/// T-SQL, and would be a second way to write.
/// </remarks>
internal sealed class JobWriter(IDatabaseEngine engine)
{
    private const int ManyRows = 100;
    private const int ReportInterval = 50_000;

    /// <summary>Writes the jobs with the ids that they have.</summary>
    /// <param name="transaction">What to write them in; it is the caller's.</param>
    /// <param name="jobs">The jobs, whose organizations must exist.</param>
    /// <param name="progress">Told from time to time how many have been written.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Write(
        DatabaseTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        if (engine.IdentityInsert is { } givenIds)
        {
            await transaction.Execute(givenIds.Begin, values: null, cancellationToken);
            await WriteRows(transaction, jobs, progress, cancellationToken);
            await transaction.Execute(givenIds.End, values: null, cancellationToken);
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
        foreach (var rows in jobs.Chunk(ManyRows))
        {
            if (engine.PrefersInsertsOfManyRows && rows.Length == ManyRows)
            {
                await Insert(many, rows, cancellationToken);
            }
            else
            {
                foreach (var row in rows)
                {
                    await Insert(one, [row], cancellationToken);
                }
            }

            written += rows.Length;
            if (written % ReportInterval == 0)
            {
                progress.Report(written);
            }
        }
    }

    private async Task Insert(DbCommand insert, Job[] rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parameter = 0;
        foreach (var row in rows)
        {
            foreach (var (_, type, valueOf) in JobTable.Columns)
            {
                insert.Parameters[parameter].Value = engine.ToDriver(valueOf(row));

                // Again, because a length is at least that of the value.
                engine.SetType(insert.Parameters[parameter++], type);
            }
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
