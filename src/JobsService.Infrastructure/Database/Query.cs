using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// A running query whose first row, if any, has arrived. Disposing it cancels the query and returns the connection to the pool.
/// </summary>
/// <remarks>
/// The caller's cancellation token is not passed to the driver: after SqlClient has sent a cancellation, it waits for the
/// server's response without a timeout, so an unresponsive server would block the request and its connection forever. Instead,
/// the caller stops waiting, and the pending read is disposed of when it ends or reaches the driver's own timeout.
/// </remarks>
internal sealed class Query : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbDataReader _reader;
    private readonly TimeSpan _answerTimeout;

    private bool _isDisposed;
    private Task<bool> _reading = Task.FromResult(false);

    private Query(DbConnection connection, DbDataReader reader, IDatabaseEngine engine)
    {
        _connection = connection;
        _reader = reader;
        _answerTimeout = engine.AnswerTimeout;
        Row = engine.Dialect.RowOf(reader);
    }

    /// <summary>The current row. Valid only while <see cref="HasRow"/> is true.</summary>
    public Row Row { get; }

    /// <summary>Whether there is a current row.</summary>
    public bool HasRow { get; private set; }

    /// <summary>Runs a query and waits for its first row.</summary>
    /// <param name="connection">An open connection. The query owns it unless this method throws.</param>
    /// <param name="engine">The engine of the connection.</param>
    /// <param name="statement">The query.</param>
    /// <param name="values">A value for each parameter; null if the statement has none.</param>
    public static async Task<Query> Begin(
        DbConnection connection,
        IDatabaseEngine engine,
        Statement statement,
        StatementValues? values
    )
    {
        var reader = await engine.Read(connection, statement, values);
        try
        {
            return new Query(connection, reader, engine) { HasRow = await reader.ReadAsync() };
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Advances to the next row.</summary>
    /// <exception cref="TimeoutException">
    /// The next row does not arrive within <see cref="IDatabaseEngine.AnswerTimeout"/>.
    /// </exception>
    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HasRow = false;
        _reading = _reader.ReadAsync(CancellationToken.None);
        if (!_reading.IsCompletedSuccessfully)
        {
            return SetHasRow(_reading.WaitAsync(_answerTimeout, cancellationToken));
        }

        HasRow = _reading.Result;
        return _reading;
    }

    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        _isDisposed = true;
        if (_reading.IsCompleted)
        {
            return new ValueTask(Close());
        }

        _ = CloseAfterReading();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> SetHasRow(Task<bool> reading) => HasRow = await reading;

    private async Task CloseAfterReading()
    {
        await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        HasRow = _reading is { IsCompletedSuccessfully: true, Result: true };
        await Close();
    }

    private async Task Close()
    {
        try
        {
            if (HasRow)
            {
                // Without a cancellation, SqlClient reads all remaining rows when the reader is closed.
                (_reader as IWrappedDataReader)?.Command.Cancel();
            }

            await _reader.DisposeAsync();
        }
        catch (DbException)
        {
            // The connection is broken, which ends the query.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }
}
