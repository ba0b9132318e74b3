namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>A connection pool for one file. Unlike the driver's pool, it keeps prepared statements.</summary>
/// <param name="connectionString">The connection string of new connections.</param>
/// <param name="path">The path of the file.</param>
/// <param name="maxIdle">The maximum number of idle connections.</param>
internal sealed class SqliteConnectionPool(string connectionString, string path, int maxIdle) : IDisposable
{
    private readonly Lock _lock = new();

    // LIFO, because the page cache of the last returned connection is most likely still in the processor's cache.
    private readonly Stack<PooledSqliteConnection> _idle = new(maxIdle);

    private SqliteFile? _file;
    private bool _isDisposed;

    /// <summary>Takes an idle connection from the pool, or creates one that the caller must open. The caller disposes it.</summary>
    /// <remarks>
    /// An open connection would continue to read a file that was deleted or replaced. So idle connections are closed when the file's
    /// size or modification time changes. Writers change them too, but in WAL mode only at a checkpoint.
    /// </remarks>
    /// <returns>The connection; null if the file does not exist.</returns>
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

    /// <summary>Returns a connection to the pool.</summary>
    /// <returns>False if the pool does not keep the connection; the caller then closes it.</returns>
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

    /// <summary>Closes idle connections; connections that are returned later are closed too.</summary>
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

    // Called outside of the lock, because closing the last connection runs a WAL checkpoint.
    private static void CloseAll(PooledSqliteConnection[] connections)
    {
        foreach (var connection in connections)
        {
            connection.Close();
        }
    }
}

/// <summary>The modification time and size of a file, to detect that it was replaced.</summary>
internal readonly record struct SqliteFile(DateTime LastWriteTimeUtc, long Length)
{
    /// <summary>Returns the state of the file at a path; null if the file does not exist.</summary>
    public static SqliteFile? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SqliteFile(file.LastWriteTimeUtc, file.Length) : null;
    }
}
