using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>A SQLite transaction that holds the write lock of the file from its beginning (<c>BEGIN IMMEDIATE</c>).</summary>
/// <remarks>
/// The driver's own transaction blocks a thread while it waits for the lock, and polls for it ten times per second, which is not
/// often enough while another process writes continuously. So this class executes BEGIN and COMMIT itself, and the driver's
/// commands run without a <see cref="DbTransaction"/>.
/// </remarks>
internal sealed class SqliteWriteTransaction : IEngineTransaction
{
    private readonly sqlite3 _handle;
    private readonly IDisposable _lease;

    private SqliteWriteTransaction(sqlite3 handle, IDisposable lease)
    {
        _handle = handle;
        _lease = lease;
    }

    public DbTransaction? DriverTransaction => null;

    /// <summary>Tries to begin a transaction, without waiting for the lock.</summary>
    /// <param name="handle">An open connection without a transaction.</param>
    /// <param name="busyTimeout">The busy timeout of the connection in milliseconds, which is restored afterwards.</param>
    /// <param name="lease">The lease of the writer queue. A transaction that has begun disposes it when it ends.</param>
    /// <returns>The transaction; null if another connection holds the lock.</returns>
    /// <exception cref="SqliteException">The transaction cannot begin for another reason.</exception>
    public static SqliteWriteTransaction? TryBegin(sqlite3 handle, int busyTimeout, IDisposable lease)
    {
        sqlite3_busy_timeout(handle, 0);
        var result = sqlite3_exec(handle, "BEGIN IMMEDIATE");
        sqlite3_busy_timeout(handle, busyTimeout);
        if (SqliteErrors.IsBusy(result))
        {
            return null;
        }

        SqliteException.ThrowExceptionForRC(result, handle);
        return new SqliteWriteTransaction(handle, lease);
    }

    public Task Commit()
    {
        SqliteException.ThrowExceptionForRC(sqlite3_exec(_handle, "COMMIT"), _handle);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        // After some errors, such as a full disk, SQLite has already rolled back.
        if (sqlite3_get_autocommit(_handle) == 0)
        {
            // If the rollback fails, the connection is closed instead of pooled, which rolls back as well.
            _ = sqlite3_exec(_handle, "ROLLBACK");
        }

        _lease.Dispose();
        return ValueTask.CompletedTask;
    }
}
