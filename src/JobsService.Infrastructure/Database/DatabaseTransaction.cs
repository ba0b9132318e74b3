using System.Data.Common;
using Dapper;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>A transaction, and the statements that run in it. Disposing it undoes what was not committed.</summary>
internal sealed class DatabaseTransaction : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly IEngineTransaction _transaction;
    private readonly IDatabaseEngine _engine;

    private bool _isDisposed;

    private DatabaseTransaction(DbConnection connection, IEngineTransaction transaction, IDatabaseEngine engine)
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
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    ) => new(connection, await engine.BeginTransaction(connection, cancellationToken), engine);

    /// <summary>Runs a statement on the rows in scope and returns how many it touched.</summary>
    /// <exception cref="OutOfScopeException">The statement cannot run in this scope.</exception>
    public Task<int> Execute(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        CancellationToken cancellationToken
    )
    {
        var (chosen, allValues) = statement.In(scope, values);
        return Execute(chosen, allValues, cancellationToken);
    }

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    public Task<int> Execute(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        _connection.ExecuteAsync(CommandOf(statement, values, cancellationToken));

    /// <summary>
    /// Runs a query on the rows in scope and returns the first column of the first one; the default value when there is none.
    /// </summary>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    public Task<T?> Scalar<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        CancellationToken cancellationToken
    )
    {
        var (chosen, allValues) = statement.In(scope, values);
        return Scalar<T>(chosen, allValues, cancellationToken);
    }

    /// <summary>Runs a query and returns the first column of its first row; the default value when it has none.</summary>
    public Task<T?> Scalar<T>(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        _connection.ExecuteScalarAsync<T>(CommandOf(statement, values, cancellationToken));

    /// <summary>Runs a query on the rows in scope and returns all of them.</summary>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    public async Task<IReadOnlyList<T>> List<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var (chosen, allValues) = statement.In(scope, values);
        await using var command = Prepare(chosen);
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = _engine.ValueOf(chosen, parameter.ParameterName[1..], allValues);
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
    public DbCommand Prepare(Statement statement) =>
        _engine.Prepare(statement, _connection, _transaction.DriverTransaction);

    /// <summary>Commits the transaction.</summary>
    public Task Commit(CancellationToken cancellationToken) => _transaction.Commit(cancellationToken);

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

    private CommandDefinition CommandOf(
        Statement statement,
        StatementValues? values,
        CancellationToken cancellationToken
    ) => _engine.CommandOf(statement, values, _transaction.DriverTransaction, cancellationToken);
}
