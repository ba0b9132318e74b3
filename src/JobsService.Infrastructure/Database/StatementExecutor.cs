using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// Runs statements. Converts driver exceptions that mean that the database is unavailable into
/// <see cref="DatabaseUnavailableException"/>.
/// </summary>
internal sealed class StatementExecutor(IDatabaseEngine engine)
{
    /// <summary>
    /// Streams the rows of a query in scope. The query starts when the first row is requested; ending the enumeration early
    /// cancels it.
    /// </summary>
    /// <param name="statement">The query.</param>
    /// <param name="scope">Selects the variant of the query; its organization is bound as a parameter.</param>
    /// <param name="values">A value for each other parameter; null if there is none. The organization is added.</param>
    /// <param name="read">Maps the current row to a result.</param>
    /// <param name="cancellationToken">
    /// Cancels the query. The enumeration ends immediately, without waiting for the server.
    /// </param>
    /// <exception cref="OutOfScopeException">The query cannot run in this scope.</exception>
    /// <exception cref="ForeignRowException">The database returned a row of another organization.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public IAsyncEnumerable<T> Stream<T>(
        ScopedStatement statement,
        OrganizationScope scope,
        StatementValues? values,
        Func<Row, T> read,
        CancellationToken cancellationToken = default
    )
    {
        var (variant, allValues) = statement.In(scope, values);
        return Stream(variant, allValues, variant.Verified(read, scope), cancellationToken);
    }

    /// <summary>
    /// Streams the rows of a query. The query starts when the first row is requested; ending the enumeration early cancels it.
    /// </summary>
    /// <remarks>Transient errors are retried only before the first row, because no row has been returned until then.</remarks>
    /// <param name="statement">The query.</param>
    /// <param name="values">A value for each parameter; null if the statement has none.</param>
    /// <param name="read">Maps the current row to a result.</param>
    /// <param name="cancellationToken">
    /// Cancels the query. The enumeration ends immediately, without waiting for the server.
    /// </param>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
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
        var (variant, allValues) = statement.In(scope, values);
        return List(variant, allValues, variant.Verified(read, scope), cancellationToken);
    }

    /// <summary>Runs a query with exactly one row, on the rows in scope, and returns the mapped row.</summary>
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

    /// <summary>
    /// Runs work in a transaction and commits it. Transient errors are retried only when the transaction begins.
    /// </summary>
    /// <param name="work">Runs the statements of the transaction.</param>
    /// <param name="cancellationToken">Cancels the work and rolls it back.</param>
    /// <exception cref="DatabaseUnavailableException">
    /// The database is unavailable. The transaction was rolled back; if the connection failed during the commit, the outcome is
    /// unknown.
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
