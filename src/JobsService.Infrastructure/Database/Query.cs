using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>A query that runs and has told whether it has a first row. Disposing it stops it and gives its connection back.</summary>
/// <remarks>
/// The driver is not given the caller's token. Once SqlClient has told a server to stop, it waits for the answer without a
/// limit, and a server that answers nothing any more would keep the request and its connection for ever. So it is the caller
/// who stops waiting; what is under way ends by the driver's own time-outs, and is disposed of when it has.
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
        Row = engine.RowOf(reader);
    }

    /// <summary>The row, while <see cref="HasRow"/> is true.</summary>
    public Row Row { get; }

    /// <summary>Whether there is a row to read.</summary>
    public bool HasRow { get; private set; }

    /// <summary>Runs a query and waits for its first row.</summary>
    /// <param name="connection">An open connection, which then belongs to the query; when this fails, it does not.</param>
    /// <param name="engine">The connection's engine.</param>
    /// <param name="statement">The query.</param>
    /// <param name="values">An entry for each parameter; null when there is none.</param>
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

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="TimeoutException">The next row does not come in time.</exception>
    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HasRow = false;
        _reading = _reader.ReadAsync(CancellationToken.None);
        if (!_reading.IsCompletedSuccessfully)
        {
            return Remember(_reading.WaitAsync(_answerTimeout, cancellationToken));
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

    private async Task<bool> Remember(Task<bool> reading) => HasRow = await reading;

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
                // Without this, SQL Server's driver reads all the remaining rows before it closes the reader.
                (_reader as IWrappedDataReader)?.Command.Cancel();
            }

            await _reader.DisposeAsync();
        }
        catch (DbException)
        {
            // The connection is gone; there is nothing left to stop.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }
}
