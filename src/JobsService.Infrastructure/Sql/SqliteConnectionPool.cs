namespace JobsService.Infrastructure.Sql;

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

    /// <summary>A connection that is open, or has yet to be opened, for one user, who disposes of it.</summary>
    /// <remarks>
    /// An open connection keeps a file alive that was deleted or replaced, and would go on reading it. So connections are kept
    /// only while the file looks the same; a writer changes its looks too, but in WAL mode only at a checkpoint.
    /// </remarks>
    /// <returns>The connection; null when the file does not exist.</returns>
    public PooledSqliteConnection? Take()
    {
        var file = SqliteFile.At(path);
        lock (_lock)
        {
            if (_file != file)
            {
                _file = file;
                Forget();
            }

            if (_idle.TryPop(out var idle))
            {
                idle.Use();
                return idle;
            }
        }

        return file is { } present ? new PooledSqliteConnection(connectionString, this, present) : null;
    }

    /// <summary>Keeps a connection for its next use; false when it is to be closed.</summary>
    public bool TryGiveBack(PooledSqliteConnection connection)
    {
        if (!connection.IsReusable)
        {
            return false;
        }

        lock (_lock)
        {
            if (connection.File != _file || _idle.Count == maxIdle)
            {
                return false;
            }

            _idle.Push(connection);
            return true;
        }
    }

    /// <summary>Closes the connections that wait, and those in use when they are given back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _file = null;
            Forget();
        }
    }

    private void Forget()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Close();
        }
    }
}
