using System.Data;
using System.Data.Common;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Sql;

/// <summary>Microsoft SQL Server.</summary>
internal sealed class SqlServerEngine : ISqlEngine
{
    private static readonly SqlRetryLogicOption Retries = new()
    {
        NumberOfTries = 3,
        DeltaTime = TimeSpan.FromMilliseconds(100),
        MaxTimeInterval = TimeSpan.FromSeconds(1),
        TransientErrors = SqlServerErrors.Transient,
    };

    // The driver's own time-out comes first, because it knows more. But after it the driver waits five more seconds for a
    // server that answers nothing at all.
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(0.5);

    private readonly string _connectionString;
    private readonly string _migrationConnectionString;
    private readonly TimeSpan _connectTimeout;
    private readonly SqlRetryLogicBaseProvider _retryLogic;

    // Else the driver sends every time as datetime2(7), whatever the parameter says.
    static SqlServerEngine() =>
        AppContext.SetSwitch("Switch.Microsoft.Data.SqlClient.LegacyVarTimeZeroScaleBehaviour", isEnabled: false);

    /// <summary>The engine behind a connection string.</summary>
    /// <param name="connectionString">In the driver's keywords.</param>
    /// <param name="isReadOnly">Whether it only reads, so that a readable secondary may answer.</param>
    public SqlServerEngine(string connectionString, bool isReadOnly = false)
    {
        var builder = SqlServerConnectionString.ForRequests(connectionString, isReadOnly);
        _connectionString = builder.ConnectionString;
        _migrationConnectionString = SqlServerConnectionString.ForMigrations(_connectionString);
        _connectTimeout = TimeSpan.FromSeconds(builder.ConnectTimeout) + Courtesy;
        AnswerTimeout = TimeSpan.FromSeconds(builder.CommandTimeout) + Courtesy;
        _retryLogic = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(Retries);
        Location = $"{builder.InitialCatalog} on {builder.DataSource}{(isReadOnly ? " (read only)" : "")}";
        Advice =
        [
            new DatabaseAdvice(
                SqlServerStatements.IsReadCommittedSnapshotOn,
                $"READ_COMMITTED_SNAPSHOT is off in {builder.InitialCatalog}, so lists and writers wait for each other; "
                    + "turn it on while nobody is connected, or end all connections by ALTER DATABASE "
                    + $"[{builder.InitialCatalog.Replace("]", "]]", StringComparison.Ordinal)}] "
                    + "SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE."
            ),
        ];
    }

    public DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public string Location { get; }

    public bool MigratesAtStart => false;

    public bool PrefersInsertsOfManyRows => true;

    public (Statement Begin, Statement End)? GivenJobIds =>
        (SqlServerStatements.TakeJobIds, SqlServerStatements.NumberJobs);

    public IReadOnlyList<DatabaseAdvice> Advice { get; }

    public TimeSpan AnswerTimeout { get; }

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
            throw OutOfTime(cause);
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

    public string? UnavailableBecause(Exception exception) =>
        exception switch
        {
            SqlException sqlException when SqlServerErrors.WhatIsWrong(sqlException) is { } wrong =>
                $"The database {Location} {wrong}",
            TimeoutException => $"The database {Location} does not answer in time.",
            _ => null,
        };

    public DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => new(reader.GetDateTime(ordinal), TimeSpan.Zero);

    public object ToColumn(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    public string TextOf(Statement statement) =>
        statement.IsForAnyOrganization ? $"{statement.Text}\nOPTION (OPTIMIZE FOR UNKNOWN)" : statement.Text;

    public void SetType(DbParameter parameter, ColumnType type)
    {
        var sqlParameter = (SqlParameter)parameter;
        sqlParameter.SqlDbType = type.Type;

        // The driver would cut a longer value to this size, and a cut value can equal another one.
        sqlParameter.Size = Math.Max(type.Length, LengthOf(sqlParameter.Value));
        if (type.Type == SqlDbType.DateTime2)
        {
            sqlParameter.Scale = 0;
        }
    }

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, DatabaseUpgradeResult> upgrade)
    {
        // DbUp looks at its journal before it begins a transaction, so two processes would both find work to do.
        using var turn = new SqlConnection(_migrationConnectionString);
        _retryLogic.Execute(
            this,
            () =>
            {
                turn.Open();
                return true;
            }
        );
        if (turn.Scalar<int>(this, SqlServerStatements.TakeMigrationLock) < 0)
        {
            throw new DatabaseUnavailableException(
                $"The database {Location} does not let this migration have its turn."
            );
        }

        return upgrade(
            DeployChanges
                .To.SqlDatabase(_migrationConnectionString)
                .JournalToSqlTable("dbo", "schema_versions")
                .WithTransactionPerScript()
        );
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
                await begun.Result.DisposeAsync();
            }
        }

        await connection.DisposeAsync();
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
            throw new DatabaseUnavailableException(
                $"The database {Location} gives no connection: {exception.Message}",
                exception
            );
        }
    }

    private DatabaseUnavailableException OutOfTime(SqlException? cause) =>
        new(
            (cause is null ? null : UnavailableBecause(cause))
                ?? $"The database {Location} gives no connection in time.",
            cause
        );

    private static int LengthOf(object? value) =>
        value switch
        {
            string text => text.Length,
            byte[] bytes => bytes.Length,
            _ => 0,
        };
}
