using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;
using Microsoft.Data.Sqlite;

namespace JobsService.Infrastructure.Seeding;

/// <summary>One prepared insert, run again and again inside large transactions.</summary>
internal sealed class SqliteJobWriter(ISqlEngine engine) : IJobWriter
{
    private const int BatchSize = 50_000;

    public async Task<long> Write(
        DbConnection connection,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        var sqlite = (SqliteConnection)connection;
        await using var insert = Prepare(sqlite);
        var values = new object[JobColumns.Names.Count];
        var written = 0L;
        foreach (var batch in jobs.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var transaction = sqlite.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var job in batch)
            {
                JobColumns.Fill(values, job, engine);
                for (var i = 0; i < values.Length; i++)
                {
                    insert.Parameters[i].Value = values[i];
                }

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            progress.Report(written += batch.Length);
        }

        return written;
    }

    private static SqliteCommand Prepare(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO jobs ({string.Join(", ", JobColumns.Names)})
            VALUES ({string.Join(", ", JobColumns.Names.Select(name => $"@{name}"))})
            """;
        foreach (var name in JobColumns.Names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        }

        return command;
    }
}
