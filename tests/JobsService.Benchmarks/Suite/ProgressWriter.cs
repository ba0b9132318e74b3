using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>Simulates the workers, which update the progress of jobs.</summary>
internal sealed class ProgressWriter(BenchDatabase database, int updatesPerSecond)
{
    private const int CommitsPerSecond = 50;

    private const string Update = """
        UPDATE jobs
        SET progress_value = progress_value + 1, updated_at = unixepoch()
        WHERE id = @id
        """;

    /// <summary>Updates jobs, a few per transaction, until cancelled. Returns the number of updates per second.</summary>
    public Task<double> Run(CancellationToken cancellationToken) =>
        Task.Run(() => Write(cancellationToken), CancellationToken.None);

    private async Task<double> Write(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = Update;
        var id = command.Parameters.Add("@id", SqliteType.Integer);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / CommitsPerSecond));
        var (updates, start) = (0L, Stopwatch.GetTimestamp());
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                // Executes all updates that are due, so that a late timer does not lower the rate.
                var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * updatesPerSecond);
                await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
                command.Transaction = (SqliteTransaction)transaction;
                for (; updates < due; updates++)
                {
                    id.Value = Random.Shared.NextInt64(1, database.Jobs + 1);
                    await command.ExecuteNonQueryAsync(CancellationToken.None);
                }

                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement has ended.
        }

        return updates / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
