using System.Data.Common;
using Dapper;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>Runs statements in a transaction. Disposing it rolls back uncommitted changes.</summary>
/// <remarks>
/// Like <see cref="Query"/>, it does not pass the caller's cancellation token to the driver: the caller stops waiting, and the
/// statement, the transaction and the connection are disposed of when the driver's own timeout ends the statement.
/// </remarks>
internal sealed class DatabaseTransaction : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly IEngineTransaction _transaction;
    private readonly ISqlDialect _dialect;
    private readonly TimeSpan _answerTimeout;

    private bool _isDisposed;
    private Task _pending = Task.CompletedTask;

    private DatabaseTransaction(DbConnection connection, IEngineTransaction transaction, IDatabaseEngine engine)
    {
        _connection = connection;
        _transaction = transaction;
        _dialect = engine.Dialect;
        _answerTimeout = engine.AnswerTimeout;
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection. The transaction owns it unless this method throws.</param>
    /// <param name="engine">The engine of the connection.</param>
    /// <param name="cancellationToken">Cancels the wait for other writers.</param>
    public static async Task<DatabaseTransaction> Begin(
        DbConnection connection,
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    ) => new(connection, await engine.BeginTransaction(connection, cancellationToken), engine);

    /// <summary>Runs a statement on the rows in scope and returns the number of affected rows.</summary>
    /// <exception cref="OutOfScopeException">The statement cannot run in this scope.</exception>
    /// <exception cref="TimeoutException">There is no answer within <see cref="IDatabaseEngine.AnswerTimeout"/>.</exception>
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
    /// <exception cref="TimeoutException">There is no answer within <see cref="IDatabaseEngine.AnswerTimeout"/>.</exception>
    public Task<int> Execute(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        Run(() => _connection.ExecuteAsync(CommandOf(statement, values)), cancellationToken);

    /// <summary>
    /// Runs a query on the rows in scope and returns the first column of the first row; the default value if there is no row.
    /// </summary>
    /// <inheritdoc cref="Execute(ScopedStatement, OrganizationScope, StatementValues, CancellationToken)"/>
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
    /// <inheritdoc cref="Execute(Statement, StatementValues, CancellationToken)"/>
    public Task<T?> Scalar<T>(Statement statement, StatementValues? values, CancellationToken cancellationToken) =>
        Run(() => _connection.ExecuteScalarAsync<T>(CommandOf(statement, values)), cancellationToken);

    /// <summary>Runs a query on the rows in scope and returns all of them.</summary>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    /// <exception cref="ForeignRowException">The database returned a row of another organization.</exception>
    /// <exception cref="TimeoutException">They do not arrive within <see cref="IDatabaseEngine.AnswerTimeout"/>.</exception>
    public Task<IReadOnlyList<T>> List<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var (variant, allValues) = statement.In(scope, values);
        return Run(() => List(variant, allValues, variant.Verified(read, scope)), cancellationToken);
    }

    /// <summary>Runs a command of <see cref="Prepare"/> and returns the number of affected rows.</summary>
    /// <inheritdoc cref="Execute(Statement, StatementValues, CancellationToken)"/>
    public Task<int> Execute(DbCommand prepared, CancellationToken cancellationToken) =>
        Run(() => prepared.ExecuteNonQueryAsync(CancellationToken.None), cancellationToken);

    /// <inheritdoc cref="StatementCommand.Prepare"/>
    public DbCommand Prepare(Statement statement) =>
        _dialect.Prepare(statement, _connection, _transaction.DriverTransaction);

    /// <summary>
    /// Excludes other transactions that lock the same organization until this one ends. Each transaction that adds or changes API keys
    /// takes this lock, no other one, and before its first change, so such transactions cannot deadlock.
    /// </summary>
    public Task LockOrganization(long organizationId, CancellationToken cancellationToken) =>
        _dialect.LockOrganization is { } statement
            ? Scalar<long>(statement, new StatementValues { ["organizationId"] = organizationId }, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Commits the transaction. If this fails in any way, the outcome is unknown.</summary>
    /// <exception cref="TimeoutException">There is no answer within <see cref="IDatabaseEngine.AnswerTimeout"/>.</exception>
    public Task Commit(CancellationToken cancellationToken)
    {
        return Run(Commit, cancellationToken);

        async Task<bool> Commit()
        {
            await _transaction.Commit();
            return true;
        }
    }

    /// <summary>Rolls back and returns the connection to the pool. A statement without an answer is not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        var isAbandoned = !_pending.IsCompleted;
        var closing = Close();
        if (isAbandoned)
        {
            return;
        }

        try
        {
            await closing.WaitAsync(_answerTimeout);
        }
        catch (TimeoutException)
        {
            // The server does not answer the rollback. It rolls back when the driver closes the connection.
        }
    }

    private async Task<IReadOnlyList<T>> List<T>(Statement statement, StatementValues? values, Func<Row, T> read)
    {
        await using var command = Prepare(statement);
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = _dialect.ValueOf(statement, parameter.ParameterName[1..], values);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var row = _dialect.RowOf(reader);
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private Task<T> Run<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var running = step();
        _pending = running;
        return running.WaitAsync(_answerTimeout, cancellationToken);
    }

    private async Task Close()
    {
        await _pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private CommandDefinition CommandOf(Statement statement, StatementValues? values) =>
        _dialect.CommandOf(statement, values, _transaction.DriverTransaction);
}
