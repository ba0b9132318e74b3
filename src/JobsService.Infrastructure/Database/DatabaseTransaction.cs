using System.Data.Common;
using Dapper;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>Runs statements in a transaction. Disposing it rolls back uncommitted changes.</summary>
internal sealed class DatabaseTransaction : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly IEngineTransaction _transaction;
    private readonly ISqlDialect _dialect;

    private bool _isDisposed;

    private DatabaseTransaction(DbConnection connection, IEngineTransaction transaction, ISqlDialect dialect)
    {
        _connection = connection;
        _transaction = transaction;
        _dialect = dialect;
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection. The transaction owns it unless this method throws.</param>
    /// <param name="engine">The engine of the connection.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<DatabaseTransaction> Begin(
        DbConnection connection,
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    ) => new(connection, await engine.BeginTransaction(connection, cancellationToken), engine.Dialect);

    /// <summary>Runs a statement on the rows in scope and returns the number of affected rows.</summary>
    /// <exception cref="OutOfScopeException">The statement cannot run in this scope.</exception>
    public Task<int> Execute(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        CancellationToken cancellationToken
    )
    {
        var (variant, allValues) = statement.In(scope, values);
        return Execute(variant, allValues, cancellationToken);
    }

    /// <summary>Runs a statement and returns the number of affected rows.</summary>
    public Task<int> Execute(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        _connection.ExecuteAsync(CommandOf(statement, values, cancellationToken));

    /// <summary>
    /// Runs a query on the rows in scope and returns the first column of the first row; the default value if there is no row.
    /// </summary>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    public Task<T?> Scalar<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        CancellationToken cancellationToken
    )
    {
        var (variant, allValues) = statement.In(scope, values);
        return Scalar<T>(variant, allValues, cancellationToken);
    }

    /// <summary>Runs a query and returns the first column of its first row; the default value if there is no row.</summary>
    public Task<T?> Scalar<T>(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        _connection.ExecuteScalarAsync<T>(CommandOf(statement, values, cancellationToken));

    /// <summary>Runs a query on the rows in scope and returns all of them.</summary>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    /// <exception cref="ForeignRowException">The database returned a row of another organization.</exception>
    public async Task<IReadOnlyList<T>> List<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var (variant, allValues) = statement.In(scope, values);
        var verified = variant.Verified(read, scope);
        await using var command = Prepare(variant);
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = _dialect.ValueOf(variant, parameter.ParameterName[1..], allValues);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = _dialect.RowOf(reader);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(verified(row));
        }

        return rows;
    }

    /// <inheritdoc cref="StatementCommand.Prepare"/>
    public DbCommand Prepare(Statement statement) =>
        _dialect.Prepare(statement, _connection, _transaction.DriverTransaction);

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
            // The connection is broken, so the server rolls the transaction back.
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
    ) => _dialect.CommandOf(statement, values, _transaction.DriverTransaction, cancellationToken);
}
