using System.Data.Common;
using JobsService.Application.Availability;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>Gets connections to a SQL Server, and tries again for as long as that may help and is not too late.</summary>
/// <param name="connectionString">What <see cref="SqlServerConnectionString.ForRequests"/> made.</param>
/// <param name="location">Where the database is, for messages.</param>
internal sealed class SqlServerConnector(SqlConnectionStringBuilder connectionString, string location)
{
    // The driver's own time-out comes first, because it knows more. But after it the driver waits five more seconds for a
    // server that answers nothing at all.
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(0.5);

    private readonly string _connectionString = connectionString.ConnectionString;
    private readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(connectionString.ConnectTimeout) + Courtesy;

    private readonly SqlRetryLogicBaseProvider _retryLogic = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(
        new SqlRetryLogicOption
        {
            NumberOfTries = 3,
            DeltaTime = TimeSpan.FromMilliseconds(100),
            MaxTimeInterval = TimeSpan.FromSeconds(1),
            TransientErrors = SqlServerErrors.Transient,
        }
    );

    /// <inheritdoc cref="IDatabaseEngine.AnswerTimeout"/>
    public TimeSpan AnswerTimeout { get; } = TimeSpan.FromSeconds(connectionString.CommandTimeout) + Courtesy;

    /// <inheritdoc cref="IDatabaseEngine.Connect{T}"/>
    public async Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        // For all tries together. And the pool opens one connection after another: behind a few that time out, a request
        // would wait for all of them.
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(_connectTimeout);
        SqlException? cause = null;
        try
        {
            return await _retryLogic.ExecuteAsync(this, Try, inTime.Token);
        }
        catch (AggregateException everyTry)
        {
            throw everyTry.InnerExceptions[^1];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw (Exception?)cause ?? NoConnection(" in time.", innerException: null);
        }

        async Task<T> Try()
        {
            var connection = new SqlConnection(_connectionString);
            Task<T>? begun = null;
            try
            {
                await Open(connection, inTime.Token);
                begun = begin(connection);
                return await begun.WaitAsync(AnswerTimeout, cancellationToken);
            }
            catch (Exception exception)
            {
                cause = exception as SqlException ?? cause;
                _ = Abandon(connection, begun);
                throw;
            }
        }
    }

    /// <summary>Opens a connection that has a connection string of its own; it is tried again as one for a request is.</summary>
    /// <exception cref="SqlException">It cannot be had; the reason of the last try.</exception>
    public void Open(SqlConnection connection)
    {
        try
        {
            _retryLogic.Execute(
                this,
                () =>
                {
                    connection.Open();
                    return true;
                }
            );
        }
        catch (AggregateException everyTry)
        {
            throw everyTry.InnerExceptions[^1];
        }
    }

    private async Task Open(SqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            // This is how the pool reports, for one, that none of its connections became free in time.
            throw NoConnection($": {exception.Message}", exception);
        }
    }

    /// <summary>Gives a connection back when what was begun on it has ended, which nobody waits for.</summary>
    private static async Task Abandon<T>(SqlConnection connection, Task<T>? begun)
        where T : IAsyncDisposable
    {
        if (begun is not null)
        {
            await ((Task)begun).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (begun.IsCompletedSuccessfully)
            {
                await (await begun).DisposeAsync();
            }
        }

        await connection.DisposeAsync();
    }

    private DatabaseUnavailableException NoConnection(string problem, Exception? innerException) =>
        new($"The database {location} gives no connection{problem}", innerException);
}
