using System.Data.Common;
using Dapper;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Writes many jobs, on every engine. Only seeding writes jobs.</summary>
/// <remarks>
/// Prepared inserts of several rows. SQL Server's bulk copy would be faster there, but it needs more of the server than
/// T-SQL, and would be a second way to write.
/// </remarks>
internal sealed class JobWriter(ISqlEngine engine)
{
    private const int ReportInterval = 50_000;

    /// <summary>Writes the jobs with the ids that they have.</summary>
    /// <param name="transaction">A transaction of the engine's own kind.</param>
    /// <param name="jobs">The jobs, whose organizations must exist.</param>
    /// <param name="progress">Told from time to time how many have been written.</param>
    /// <param name="cancellationToken">Stops; the transaction is the caller's.</param>
    public async Task Write(
        DbTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        await using var insert = Prepare(transaction, engine.RowsPerInsert);
        var written = 0L;
        await transaction.Connection!.ExecuteAsync(engine.WithGivenIds("jobs", isOn: true), transaction: transaction);
        foreach (var rows in jobs.Chunk(engine.RowsPerInsert))
        {
            if (rows.Length == engine.RowsPerInsert)
            {
                await Execute(insert, rows, cancellationToken);
            }
            else
            {
                await using var rest = Prepare(transaction, rows.Length);
                await Execute(rest, rows, cancellationToken);
            }

            written += rows.Length;
            if (written % ReportInterval == 0)
            {
                progress.Report(written);
            }
        }

        await transaction.Connection!.ExecuteAsync(engine.WithGivenIds("jobs", isOn: false), transaction: transaction);
    }

    private async Task Execute(DbCommand insert, Job[] rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var values = new object[JobColumns.All.Count];
        var parameter = 0;
        foreach (var row in rows)
        {
            JobColumns.Fill(values, row, engine);
            foreach (var value in values)
            {
                insert.Parameters[parameter++].Value = value;
            }
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Prepare(DbTransaction transaction, int rows)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        var places = Enumerable.Range(0, rows).Select(row => JobColumns.All.Select(column => $"@{column.Name}_{row}"));
        command.CommandText = $"""
            INSERT INTO jobs ({string.Join(", ", JobColumns.All.Select(column => column.Name))})
            VALUES {string.Join(", ", places.Select(place => $"({string.Join(", ", place)})"))}
            """;
        foreach (var row in Enumerable.Range(0, rows))
        {
            foreach (var column in JobColumns.All)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@{column.Name}_{row}";
                parameter.DbType = column.Type;
                command.Parameters.Add(parameter);
            }
        }

        return command;
    }
}
