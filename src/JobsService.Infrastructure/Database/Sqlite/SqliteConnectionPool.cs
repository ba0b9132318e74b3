namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>Open connections to one file. The driver's own pool would compile every query anew.</summary>
/// <param name="connectionString">How to open one.</param>
/// <param name="path">The file.</param>
/// <param name="maxIdle">How many may wait for their next use.</param>
internal sealed class SqliteConnectionPool(string connectionString, string path, int maxIdle) : IDisposable
{
    private readonly Lock _lock = new();

    // The last one given back is the first one taken: what it has of the file is still in the processor's cache.
    private readonly Stack<PooledSqliteConnection> _idle = new(maxIdle);

    private SqliteFile? _file;
    private bool _isDisposed;

    /// <summary>A connection that is open, or has yet to be opened, for one user, who disposes of it.</summary>
    /// <remarks>
    /// An open connection keeps a file alive that was deleted or replaced, and would go on reading it. So connections are kept
    /// only while the file looks the same; a writer changes its looks too, but in WAL mode only at a checkpoint.
    /// </remarks>
    /// <returns>The connection; null when the file does not exist.</returns>
    public PooledSqliteConnection? Take()
    {
        var file = SqliteFile.At(path);
        PooledSqliteConnection[] outdated = [];
        PooledSqliteConnection? taken;
        lock (_lock)
        {
            if (_file != file)
            {
                _file = file;
                outdated = TakeAll();
            }

            _idle.TryPop(out taken);
        }

        CloseAll(outdated);
        taken?.MarkInUse();
        return taken ?? (file is { } present ? new PooledSqliteConnection(connectionString, this, present) : null);
    }

    /// <summary>Keeps a connection for its next use; false when it is to be closed.</summary>
    public bool TryReturn(PooledSqliteConnection connection)
    {
        if (!connection.IsReusable)
        {
            return false;
        }

        lock (_lock)
        {
            if (_isDisposed || connection.File != _file || _idle.Count == maxIdle)
            {
                return false;
            }

            _idle.Push(connection);
            return true;
        }
    }

    /// <summary>Closes the connections that wait, and from now on those that are given back.</summary>
    public void Dispose()
    {
        PooledSqliteConnection[] idle;
        lock (_lock)
        {
            _isDisposed = true;
            idle = TakeAll();
        }

        CloseAll(idle);
    }

    private PooledSqliteConnection[] TakeAll()
    {
        PooledSqliteConnection[] all = [.. _idle];
        _idle.Clear();
        return all;
    }

    // Not while others wait for the lock: the last one to be closed writes the log back into the file.
    private static void CloseAll(PooledSqliteConnection[] connections)
    {
        foreach (var connection in connections)
        {
            connection.Close();
        }
    }
}
