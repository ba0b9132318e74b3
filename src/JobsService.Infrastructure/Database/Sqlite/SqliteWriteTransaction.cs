using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>A transaction of SQLite that holds the write lock of the file from its beginning.</summary>
/// <remarks>
/// The driver's own transaction blocks a thread while it waits for the lock, and asks for the lock ten times a second, which is
/// too rarely while another process writes without a pause. So this one sends the statements itself, and the driver's commands
/// run on the connection without a transaction of the driver.
/// </remarks>
internal sealed class SqliteWriteTransaction : IEngineTransaction
{
    private readonly sqlite3 _handle;
    private readonly IDisposable _turn;

    private SqliteWriteTransaction(sqlite3 handle, IDisposable turn)
    {
        _handle = handle;
        _turn = turn;
    }

    public DbTransaction? DriverTransaction => null;

    /// <summary>Tries to begin a transaction, without waiting for the lock.</summary>
    /// <param name="handle">An open connection, in no transaction.</param>
    /// <param name="busyTimeout">The busy time-out of the connection in milliseconds, which applies again afterwards.</param>
    /// <param name="turn">Belongs to the transaction once it has begun.</param>
    /// <returns>The transaction; null while another connection holds the lock.</returns>
    /// <exception cref="SqliteException">The transaction cannot begin for another reason.</exception>
    public static SqliteWriteTransaction? TryBegin(sqlite3 handle, int busyTimeout, IDisposable turn)
    {
        sqlite3_busy_timeout(handle, 0);
        var result = sqlite3_exec(handle, "BEGIN IMMEDIATE");
        sqlite3_busy_timeout(handle, busyTimeout);
        if (SqliteErrors.IsBusy(result))
        {
            return null;
        }

        SqliteException.ThrowExceptionForRC(result, handle);
        return new SqliteWriteTransaction(handle, turn);
    }

    public Task Commit(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqliteException.ThrowExceptionForRC(sqlite3_exec(_handle, "COMMIT"), _handle);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        // After some errors, such as a full disk, SQLite has rolled back by itself.
        if (sqlite3_get_autocommit(_handle) == 0)
        {
            // A connection that is still in its transaction is not pooled but closed, which rolls back as well.
            _ = sqlite3_exec(_handle, "ROLLBACK");
        }

        _turn.Dispose();
        return ValueTask.CompletedTask;
    }
}
