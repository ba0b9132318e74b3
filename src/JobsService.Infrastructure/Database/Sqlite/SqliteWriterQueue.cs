using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using JobsService.Application.Availability;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>
/// Lets the writers of this process begin one after the other, first in, first out, so that at most one of them competes for
/// the write lock with other processes. No thread is blocked while a writer waits. See ADR 0008.
/// </summary>
/// <param name="location">The file, for messages.</param>
/// <param name="busyTimeout">The busy time-out of the connections, in milliseconds.</param>
/// <param name="lockTimeout">How long a writer waits for the lock of the file once it is its turn.</param>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore has no wait handle to free, and a transaction may end after the engine was disposed of."
)]
internal sealed class SqliteWriterQueue(string location, int busyTimeout, TimeSpan lockTimeout)
{
    // A writer in front may use all of its time-out for the lock. Three of them, and the own one, stay under five seconds.
    private const int LockTimeoutsInQueue = 3;

    // SQLite's own back-off goes up to 100 ms. A process that writes without a pause releases the lock for microseconds only.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _turns = new(1, 1);

    /// <summary>Waits for the writers in front and then for the lock, and begins a transaction.</summary>
    /// <param name="handle">An open connection, in no transaction.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The writers in front take too long.</exception>
    /// <exception cref="SqliteException">The lock is not free in time, or the transaction cannot begin.</exception>
    public async Task<IEngineTransaction> Begin(sqlite3 handle, CancellationToken cancellationToken)
    {
        if (!await _turns.WaitAsync(lockTimeout * LockTimeoutsInQueue, cancellationToken))
        {
            throw new DatabaseUnavailableException(
                $"The database file {location} has too many writers: none of this process's ended in time."
            );
        }

        var turn = new Turn(_turns);
        try
        {
            // The lock is held by another process, on real time: never a test's clock.
            var waiting = Stopwatch.StartNew();
            while (true)
            {
                if (SqliteWriteTransaction.TryBegin(handle, busyTimeout, turn) is { } transaction)
                {
                    return transaction;
                }

                if (waiting.Elapsed >= lockTimeout)
                {
                    SqliteException.ThrowExceptionForRC(SQLITE_BUSY, handle);
                }

                await Task.Delay(PollInterval, cancellationToken);
            }
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
