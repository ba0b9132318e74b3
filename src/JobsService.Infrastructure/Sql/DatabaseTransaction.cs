using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Sql;

/// <summary>A transaction, and the statements that run in it. Disposing it undoes what was not committed.</summary>
internal sealed class DatabaseTransaction : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly ISqlEngine _engine;

    private bool _isDisposed;

    private DatabaseTransaction(DbConnection connection, DbTransaction transaction, ISqlEngine engine)
    {
        _connection = connection;
        _transaction = transaction;
        _engine = engine;
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection, which then belongs to the transaction; when this fails, it does not.</param>
    /// <param name="engine">The connection's engine.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DatabaseTransaction> Begin(
        DbConnection connection,
        ISqlEngine engine,
        CancellationToken cancellationToken
    ) => new(connection, await connection.BeginTransactionAsync(cancellationToken), engine);

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    public Task<int> Execute(Statement statement, object? values, CancellationToken cancellationToken) =>
        _connection.ExecuteAsync(CommandOf(statement, values, cancellationToken));

    /// <summary>Runs a query and returns the first column of its first row; the default value when it has none.</summary>
    public Task<T?> Scalar<T>(Statement statement, object? values, CancellationToken cancellationToken) =>
        _connection.ExecuteScalarAsync<T>(CommandOf(statement, values, cancellationToken));

    /// <summary>Runs a query and returns all its rows.</summary>
    public async Task<IReadOnlyList<T>> List<T>(
        Statement statement,
        StatementValues values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = Prepare(statement);
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = values[parameter.ParameterName[1..]];
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = _engine.RowOf(reader);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    /// <inheritdoc cref="StatementCommand.Prepare"/>
    public DbCommand Prepare(Statement statement) => _engine.Prepare(statement, _connection, _transaction);

    /// <summary>Makes what was done last.</summary>
    public Task Commit(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (DbException)
        {
            // The connection is gone, and the transaction with it.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    private CommandDefinition CommandOf(Statement statement, object? values, CancellationToken cancellationToken) =>
        _engine.CommandOf(statement, values, _transaction, cancellationToken);
}
