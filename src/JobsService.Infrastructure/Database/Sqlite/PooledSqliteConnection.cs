using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>
/// A connection of a <see cref="SqliteConnectionPool"/>. It caches prepared statements, and disposing it returns it to the pool.
/// </summary>
internal sealed class PooledSqliteConnection(string connectionString, SqliteConnectionPool pool, SqliteFile file)
    : SqliteConnection(connectionString)
{
    /// <summary>
    /// The maximum number of cached prepared statements. It exceeds the number of frequent queries, and bounds the memory if a client
    /// uses every combination of filters.
    /// </summary>
    public const int MaxCommands = 64;

    private readonly Dictionary<Statement, DbCommand> _commands = [];

    private bool _isInUse = true;

    /// <summary>The state of the file when the connection was opened.</summary>
    public SqliteFile File { get; } = file;

    /// <summary>
    /// Whether the connection may be reused: it is open, in no transaction, and not read-only. A connection that was opened while the
    /// file was read-only stays read-only.
    /// </summary>
    public bool IsReusable =>
        State == ConnectionState.Open
        && Transaction is null
        && sqlite3_get_autocommit(Handle) != 0
        && sqlite3_db_readonly(Handle, "main") == 0;

    /// <summary>
    /// Returns the prepared statement of a query. Its parameters still have the values of its last use, so set each of them.
    /// </summary>
    public DbCommand CommandOf(Statement query, ISqlDialect dialect)
    {
        if (_commands.TryGetValue(query, out var known))
        {
            return known;
        }

        if (_commands.Count == MaxCommands)
        {
            DisposeCommands();
        }

        var command = dialect.Prepare(query, this, transaction: null);
        _commands.Add(query, command);
        return command;
    }

    /// <summary>Marks the connection as taken from the pool.</summary>
    public void MarkInUse() => _isInUse = true;

    protected override void Dispose(bool disposing)
    {
        // A connection that is returned twice would be taken by two users. This flag cannot detect a second Dispose after the
        // next use has begun, so the users (Query and DatabaseTransaction) must dispose a connection only once.
        if (disposing && _isInUse)
        {
            _isInUse = false;
            if (pool.TryReturn(this))
            {
                return;
            }
        }

        base.Dispose(disposing);
    }

    private void DisposeCommands()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
