using System.Data.Common;
using JobsService.Application.Availability;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>Opens connections to a SQL Server, and retries transient errors within the connect timeout.</summary>
/// <param name="connectionString">A connection string of <see cref="SqlServerConnectionString.ForRequests"/>.</param>
/// <param name="location">The location of the database, for error messages.</param>
internal sealed class SqlServerConnector(SqlConnectionStringBuilder connectionString, string location)
{
    // Added to the driver's own timeouts, which should fire first because their errors are more specific. It is necessary because
    // the driver waits five seconds longer for a server that does not respond at all.
    private static readonly TimeSpan TimeoutMargin = TimeSpan.FromSeconds(0.5);

    private readonly string _connectionString = connectionString.ConnectionString;
    private readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(connectionString.ConnectTimeout) + TimeoutMargin;

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
    public TimeSpan AnswerTimeout { get; } = TimeSpan.FromSeconds(connectionString.CommandTimeout) + TimeoutMargin;

    /// <inheritdoc cref="IDatabaseEngine.Connect{T}"/>
    public async Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        // Bounds all attempts together. It also bounds the wait in the pool, which opens connections one at a time, so that a
        // request could wait for the timeouts of several others.
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

    /// <summary>Opens a connection with its own connection string, with the same retries as connections for requests.</summary>
    /// <exception cref="SqlException">The error of the last attempt.</exception>
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
        catch (Exception exception)
            when (exception is not OperationCanceledException and not SqlException
                || (exception is SqlException error && SqlServerErrors.DescribeError(error) is null)
            )
        {
            // For example, no pooled connection became free in time, or the log-in failed for a reason that has no description.
            throw NoConnection($": {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>Disposes a connection after the operation that was started on it has ended. Not awaited by the request.</summary>
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
