using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using JobsService.Application.Availability;

namespace JobsService.Infrastructure.Sql;

/// <summary>
/// The one way to the database: opens connections, runs statements, and turns what the drivers throw when the database cannot
/// answer into <see cref="DatabaseUnavailableException"/>.
/// </summary>
internal sealed class Database(ISqlEngine engine)
{
    /// <summary>
    /// Runs a query and reads its rows one at a time, as they are asked for. Nothing happens before the first one is.
    /// Stopping early stops the query.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">An object with a property for each parameter, or null.</param>
    /// <param name="read">Makes a value of the row that the reader stands on.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public async IAsyncEnumerable<T> Stream<T>(
        string sql,
        object? parameters,
        Func<DbDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var connection = await Translate(engine.Open(cancellationToken));
        var command = new CommandDefinition(sql, parameters, cancellationToken: cancellationToken);
        await using var reader = await Translate(connection.ExecuteReaderAsync(command));
        var finished = false;
        try
        {
            while (await Translate(reader.ReadAsync(cancellationToken)))
            {
                yield return read(reader);
            }

            finished = true;
        }
        finally
        {
            if (!finished)
            {
                // Without this, SQL Server's driver reads all the remaining rows before it closes the reader.
                (reader as IWrappedDataReader)?.Command.Cancel();
            }
        }
    }

    /// <summary>Runs a query and returns all its rows.</summary>
    /// <inheritdoc cref="Stream{T}"/>
    public async Task<IReadOnlyList<T>> List<T>(
        string sql,
        object? parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        List<T> rows = [];
        await foreach (var row in Stream(sql, parameters, read, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Does some work in one transaction, and commits it.</summary>
    /// <param name="work">The work, in the transaction and on its connection.</param>
    /// <param name="cancellationToken">Stops the work and undoes it.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer; nothing was done.</exception>
    public async Task<T> Transact<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        return await Translate(Run());

        async Task<T> Run()
        {
            await using var connection = await engine.Open(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(transaction);
            await transaction.CommitAsync(cancellationToken);
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
            catch (Exception exception) when (engine.UnavailableBecause(exception) is { } cause)
            {
                throw new DatabaseUnavailableException(cause, exception);
            }
        }
    }
}
