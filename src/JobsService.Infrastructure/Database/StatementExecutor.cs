using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// The one way to the database: runs statements, and turns what the drivers throw when the database cannot answer into
/// <see cref="DatabaseUnavailableException"/>.
/// </summary>
internal sealed class StatementExecutor(IDatabaseEngine engine)
{
    /// <summary>
    /// Runs a query on the rows in scope and reads them one at a time, as they are asked for. Nothing is sent to the database
    /// before the first one is asked for.
    /// </summary>
    /// <param name="statement">The query.</param>
    /// <param name="scope">Chooses the text of the query; its organization is bound to it.</param>
    /// <param name="values">An entry for each other parameter; null when there is none. The organization is added to it.</param>
    /// <param name="read">Makes a value of the row that the reader stands on.</param>
    /// <param name="cancellationToken">Stops waiting, at once, and the query.</param>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public IAsyncEnumerable<T> Stream<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues? values,
        Func<Row, T> read,
        CancellationToken cancellationToken = default
    )
    {
        var (chosen, allValues) = statement.In(scope, values);
        return Stream(chosen, allValues, read, cancellationToken);
    }

    /// <summary>
    /// Runs a query and reads its rows one at a time, as they are asked for. Nothing happens before the first one is.
    /// Stopping early stops the query.
    /// </summary>
    /// <remarks>What fails for a passing reason is tried again, but only up to the first row: nothing was told until then.</remarks>
    /// <param name="statement">The query.</param>
    /// <param name="values">An entry for each parameter; null when there is none.</param>
    /// <param name="read">Makes a value of the row that the reader stands on.</param>
    /// <param name="cancellationToken">Stops waiting, at once, and the query.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public async IAsyncEnumerable<T> Stream<T>(
        Statement statement,
        StatementValues? values,
        Func<Row, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var query = await Translate(
            engine.Connect(connection => Query.Begin(connection, engine, statement, values), cancellationToken)
        );
        while (query.HasRow)
        {
            yield return read(query.Row);
            await Translate(query.MoveNext(cancellationToken));
        }
    }

    /// <summary>Runs a query on the rows in scope and returns all of them.</summary>
    /// <inheritdoc cref="Stream{T}(ScopedStatement, OrganizationScope, StatementValues, Func{Row, T}, CancellationToken)"/>
    public Task<IReadOnlyList<T>> List<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues? values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var (chosen, allValues) = statement.In(scope, values);
        return List(chosen, allValues, read, cancellationToken);
    }

    /// <summary>Runs a query that has one row, on the rows in scope, and returns what is read of it.</summary>
    /// <inheritdoc cref="Stream{T}(ScopedStatement, OrganizationScope, StatementValues, Func{Row, T}, CancellationToken)"/>
    public async Task<T> Single<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues? values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    ) => await Stream(statement, scope, values, read, cancellationToken).SingleAsync(cancellationToken);

    /// <summary>Runs a query and returns all its rows.</summary>
    /// <inheritdoc cref="Stream{T}(Statement, StatementValues, Func{Row, T}, CancellationToken)"/>
    public async Task<IReadOnlyList<T>> List<T>(
        Statement statement,
        StatementValues? values,
        Func<Row, T> read,
        CancellationToken cancellationToken
    )
    {
        List<T> rows = [];
        await foreach (var row in Stream(statement, values, read, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Does some work in one transaction, and commits it. Only its beginning is tried again.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops the work and undoes it.</param>
    /// <exception cref="DatabaseUnavailableException">
    /// The database cannot answer; nothing was done, unless it is the answer to the commit that was lost.
    /// </exception>
    public async Task<T> InTransaction<T>(Func<DatabaseTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        return await Translate(Run());

        async Task<T> Run()
        {
            await using var transaction = await engine.Connect(
                connection => DatabaseTransaction.Begin(connection, engine, cancellationToken),
                cancellationToken
            );
            var result = await work(transaction);
            await transaction.Commit(cancellationToken);
            return result;
        }
    }

    private ValueTask<T> Translate<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? ValueTask.FromResult(task.Result) : new ValueTask<T>(Await());

        async Task<T> Await()
        {
            try
            {
                return await task;
            }
            catch (Exception exception) when (engine.DescribeUnavailable(exception) is { } cause)
            {
                throw new DatabaseUnavailableException(cause, exception);
            }
        }
    }
}
