using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Sql;

/// <summary>A query that runs and has told whether it has a first row. Disposing it stops it and gives its connection back.</summary>
internal sealed class Query : IAsyncDisposable
{
    private readonly DbConnection _connection;

    private Query(DbConnection connection, DbDataReader reader)
    {
        _connection = connection;
        Reader = reader;
    }

    /// <summary>Stands on a row while <see cref="HasRow"/> is true.</summary>
    public DbDataReader Reader { get; }

    /// <summary>Whether there is a row to read.</summary>
    public bool HasRow { get; private set; }

    /// <summary>Runs a query and waits for its first row.</summary>
    /// <param name="connection">An open connection, which then belongs to the query; when this fails, it does not.</param>
    /// <param name="engine">The connection's engine.</param>
    /// <param name="statement">The query.</param>
    /// <param name="values">An object with a property for each parameter, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Query> Begin(
        DbConnection connection,
        ISqlEngine engine,
        Statement statement,
        object? values,
        CancellationToken cancellationToken
    )
    {
        var command = engine.CommandOf(statement, values, transaction: null, cancellationToken);
        var reader = await connection.ExecuteReaderAsync(command);
        try
        {
            var query = new Query(connection, reader);
            await query.MoveNext(cancellationToken);
            return query;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    public async Task<bool> MoveNext(CancellationToken cancellationToken) =>
        HasRow = await Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (HasRow)
        {
            // Without this, SQL Server's driver reads all the remaining rows before it closes the reader.
            (Reader as IWrappedDataReader)?.Command.Cancel();
        }

        await Reader.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
