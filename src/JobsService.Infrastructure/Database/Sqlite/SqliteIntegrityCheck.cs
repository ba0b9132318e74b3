using Dapper;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>Searches a file for damage with SQLite's <c>PRAGMA integrity_check</c>, which reads all of it.</summary>
internal static class SqliteIntegrityCheck
{
    private const int MaxProblems = 20;

    /// <summary>Runs the check. Blocks the thread until it ends.</summary>
    /// <param name="connectionString">A connection string for reading.</param>
    /// <param name="cancellationToken">Interrupts the check.</param>
    /// <returns>The first problems, at most 20; empty if there is none.</returns>
    public static IReadOnlyList<string> Run(string connectionString, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var interruption = cancellationToken.Register(() => sqlite3_interrupt(connection.Handle));
            var lines = connection
                .Query<string>($"PRAGMA integrity_check({MaxProblems})")
                .SelectMany(problem => problem.Split('\n'))
                .ToArray();
            return lines is ["ok"] ? [] : lines[..Math.Min(lines.Length, MaxProblems)];
        }
        catch (SqliteException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB)
        {
            return [exception.Message];
        }
    }
}
