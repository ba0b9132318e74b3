using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using JobsService.Application.Availability;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>
/// Serializes the write transactions of this process in FIFO order, so that at most one of them competes for the write lock with
/// other processes. Waiting writers do not block threads. See ADR 0008.
/// </summary>
/// <param name="location">The path of the file, for error messages.</param>
/// <param name="busyTimeout">The busy timeout of the connections, in milliseconds.</param>
/// <param name="lockTimeout">How long the first writer of the queue waits for the lock of the file.</param>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore has no wait handle to free, and a transaction may end after the engine was disposed."
)]
internal sealed class SqliteWriterQueue(string location, int busyTimeout, TimeSpan lockTimeout)
{
    // A writer ahead in the queue may use its whole lock timeout. Three of them and the own one stay under five seconds.
    private const int LockTimeoutsInQueue = 3;

    // SQLite's own backoff of up to 100 ms would miss a lock that another process releases for microseconds only.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _semaphore = new(1, 1);

    /// <summary>Waits for the writers ahead in the queue and then for the lock, and begins a transaction.</summary>
    /// <param name="handle">An open connection without a transaction.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="DatabaseUnavailableException">The writers ahead in the queue took too long.</exception>
    /// <exception cref="SqliteException">The lock timeout has passed, or the transaction cannot begin.</exception>
    public async Task<IEngineTransaction> Begin(sqlite3 handle, CancellationToken cancellationToken)
    {
        if (!await _semaphore.WaitAsync(lockTimeout * LockTimeoutsInQueue, cancellationToken))
        {
            throw new DatabaseUnavailableException(
                $"The database file {location} has too many writers: no earlier transaction of this process ended within {lockTimeout.TotalSeconds * LockTimeoutsInQueue} s."
            );
        }

        var lease = new Lease(_semaphore);
        try
        {
            // Uses real time instead of a TimeProvider, because another process holds the lock.
            var waiting = Stopwatch.StartNew();
            while (true)
            {
                if (SqliteWriteTransaction.TryBegin(handle, busyTimeout, lease) is { } transaction)
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
            lease.Dispose();
            throw;
        }
    }

    private sealed class Lease(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
