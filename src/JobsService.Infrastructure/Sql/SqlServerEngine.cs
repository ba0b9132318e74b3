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
    private const int ConnectTimeoutSeconds = 3;

    // Errors of SQL Server that say something about the server, the log-in or the schema, and nothing about the statement:
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
    private const int InvalidColumnName = 207;
    private const int InvalidObjectName = 208;
    private const int PermissionDenied = 229;
    private const int Deadlocked = 1205;
    private const int LockTimeout = 1222;
    private const int CannotOpenDatabase = 4060;
    private const int LoginFailed = 18456;

    // From this severity on the server closes the connection; the driver reports network failures with it too.
    private const byte FatalSeverity = 20;

    // The driver's own number for a command that took too long.
    private const int CommandTimeout = -2;

    private readonly string _connectionString;
    private readonly TimeSpan _openTimeout;

    public SqlServerEngine(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString)
        {
            // After a failed log-in the pool would answer with the same failure for up to a minute, long after a recovery.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
        };
        if (!builder.ShouldSerialize("Connect Timeout"))
        {
            builder.ConnectTimeout = ConnectTimeoutSeconds;
        }

        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "JobsService";
        }

        _connectionString = builder.ConnectionString;
        _openTimeout =
            builder.ConnectTimeout == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(builder.ConnectTimeout);
        Location = $"{builder.InitialCatalog} on {builder.DataSource}";
    }

    public DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public string Location { get; }

    public async Task<DbConnection> Open(CancellationToken cancellationToken)
    {
        // The pool opens one connection after another. Behind a few that time out, a request would wait for all of them.
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(_openTimeout);
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(inTime.Token);
            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            if (IsOutOfTime(exception) && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseUnavailableException(
                    $"The database {Location} gives no connection in time.",
                    exception
                );
            }

            throw;
        }
    }

    public void ForgetConnections()
    {
        using var connection = new SqlConnection(_connectionString);
        SqlConnection.ClearPool(connection);
    }

    public string? UnavailableBecause(Exception exception) =>
        exception is not SqlException sql
            ? null
            : sql.Number switch
            {
                CannotOpenDatabase => $"The database {Location} does not exist or may not be opened.",
                LoginFailed => $"The server refuses the log-in to {Location}.",
                InvalidObjectName or InvalidColumnName => $"The database {Location} is not migrated: {sql.Message}",
                PermissionDenied => $"The log-in lacks a permission in {Location}: {sql.Message}",
                Deadlocked or LockTimeout => $"The database {Location} is too busy: {sql.Message}",
                CommandTimeout => $"The database {Location} does not answer in time: {sql.Message}",
                _ when sql.Class >= FatalSeverity => $"The database {Location} cannot be reached: {sql.Message}",
                _ => null,
            };

    public DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => new(reader.GetDateTime(ordinal), TimeSpan.Zero);

    public object ToColumn(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, DatabaseUpgradeResult> upgrade) =>
        upgrade(
            DeployChanges
                .To.SqlDatabase(_connectionString)
                .JournalToSqlTable("dbo", "schema_versions")
                .WithTransactionPerScript()
        );

    // The pool reports a wait that was too long as an invalid operation.
    private static bool IsOutOfTime(Exception exception) =>
        exception is OperationCanceledException or InvalidOperationException;
}
