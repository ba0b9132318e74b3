using System.Data;
using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Seeding;

/// <summary>SQL Server's bulk copy, with the ids as they are given.</summary>
internal sealed class SqlServerJobWriter(ISqlEngine engine) : IJobWriter
{
    private const int BatchSize = 20_000;

    private const SqlBulkCopyOptions Options = SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.CheckConstraints;

    public async Task Write(
        DbTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        var sqlTransaction = (SqlTransaction)transaction;
        using var copy = new SqlBulkCopy(sqlTransaction.Connection, Options, sqlTransaction)
        {
            DestinationTableName = "jobs",
            BulkCopyTimeout = 0,
        };
        foreach (var name in JobColumns.Names)
        {
            copy.ColumnMappings.Add(name, name);
        }

        var written = 0L;
        foreach (var batch in jobs.Chunk(BatchSize))
        {
            using var table = TableOf(batch);
            await copy.WriteToServerAsync(table, cancellationToken);
            progress.Report(written += batch.Length);
        }
    }

    private DataTable TableOf(Job[] jobs)
    {
        var table = new DataTable();
        foreach (var name in JobColumns.Names)
        {
            table.Columns.Add(name, typeof(object));
        }

        var values = new object[JobColumns.Names.Count];
        foreach (var job in jobs)
        {
            JobColumns.Fill(values, job, engine);
            table.Rows.Add(values);
        }

        return table;
    }
}
