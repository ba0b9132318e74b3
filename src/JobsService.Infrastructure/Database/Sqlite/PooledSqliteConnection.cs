using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>
/// A connection of a <see cref="SqliteConnectionPool"/>. It keeps what its queries were compiled to, and disposing it gives it
/// back.
/// </summary>
internal sealed class PooledSqliteConnection(string connectionString, SqliteConnectionPool pool, SqliteFile file)
    : SqliteConnection(connectionString)
{
    /// <summary>More queries than a service asks often; a client that asks in every possible way must not fill the memory.</summary>
    public const int MaxCommands = 64;

    private readonly Dictionary<Statement, DbCommand> _commands = [];

    private bool _isInUse = true;

    /// <summary>The file as it was when the connection was opened.</summary>
    public SqliteFile File { get; } = file;

    /// <summary>
    /// Whether somebody else may use it: it is open, nothing of its last use goes on, and it may write. One that was opened while
    /// the file might not be written never may.
    /// </summary>
    public bool IsReusable =>
        State == ConnectionState.Open
        && Transaction is null
        && sqlite3_get_autocommit(Handle) != 0
        && sqlite3_db_readonly(Handle, "main") == 0;

    /// <summary>The command for a query, compiled once; its parameters keep the values of its last use.</summary>
    public DbCommand CommandOf(Statement query, IDatabaseEngine engine)
    {
        if (_commands.TryGetValue(query, out var known))
        {
            return known;
        }

        if (_commands.Count == MaxCommands)
        {
            ForgetCommands();
        }

        var command = engine.Prepare(query, this, transaction: null);
        _commands.Add(query, command);
        return command;
    }

    /// <summary>Begins another use, once it was taken from the pool.</summary>
    public void MarkInUse() => _isInUse = true;

    protected override void Dispose(bool disposing)
    {
        // Given back twice, it would be taken twice. After the next use has begun this cannot be told any more; so who
        // uses one, a Query or a DatabaseTransaction, disposes of it once.
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

    private void ForgetCommands()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
