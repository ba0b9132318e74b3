using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;
using Microsoft.Data.Sqlite;

namespace JobsService.Infrastructure.Seeding;

/// <summary>One prepared insert, run again and again.</summary>
internal sealed class SqliteJobWriter(ISqlEngine engine) : IJobWriter
{
    private const int ReportInterval = 50_000;

    public Task Write(
        DbTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        using var insert = Prepare((SqliteTransaction)transaction);
        var values = new object[JobColumns.Names.Count];
        var written = 0L;
        foreach (var job in jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            JobColumns.Fill(values, job, engine);
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i];
            }

            insert.ExecuteNonQuery();
            if (++written % ReportInterval == 0)
            {
                progress.Report(written);
            }
        }

        return Task.CompletedTask;
    }

    private static SqliteCommand Prepare(SqliteTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
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
