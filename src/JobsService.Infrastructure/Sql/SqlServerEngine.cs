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
    // Unless the connection string says otherwise. Together with the way back they stay under five seconds; a command's
    // time counts for each wait on the network, so a long list may take as long as it likes.
    private const int ConnectTimeoutSeconds = 3;
    private const int CommandTimeoutSeconds = 4;

    private const int MigrationTimeoutSeconds = 600;

    // What the driver reports for a command, or a log-in, that took too long.
    private const int TimedOut = -2;

    // From this severity on the server has run out of something or the connection is gone, whatever the statement was:
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities
    private const byte NotTheStatementsFault = 17;

    private readonly string _connectionString;
    private readonly string _migrationConnectionString;
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

        if (!builder.ShouldSerialize("Command Timeout"))
        {
            builder.CommandTimeout = CommandTimeoutSeconds;
        }

        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "JobsService";
        }

        _connectionString = builder.ConnectionString;
        _openTimeout =
            builder.ConnectTimeout == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(builder.ConnectTimeout);
        builder.CommandTimeout = MigrationTimeoutSeconds;
        _migrationConnectionString = builder.ConnectionString;
        Location = $"{builder.InitialCatalog} on {builder.DataSource}";
    }

    public DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public string Location { get; }

    public bool MigratesAtStart => false;

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

    public string? UnavailableBecause(Exception exception) =>
        exception is SqlException sql && WhatIsWrong(sql) is { } wrong ? $"The database {Location} {wrong}" : null;

    public DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => new(reader.GetDateTime(ordinal), TimeSpan.Zero);

    public object ToColumn(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    // A statement takes 2100 parameters; a job has 17.
    public int RowsPerInsert => 100;

    public string WithGivenIds(string table, bool isOn) => $"SET IDENTITY_INSERT {table} {(isOn ? "ON" : "OFF")}";

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, DatabaseUpgradeResult> upgrade) =>
        upgrade(
            DeployChanges
                .To.SqlDatabase(_migrationConnectionString)
                .JournalToSqlTable("dbo", "schema_versions")
                .WithTransactionPerScript()
        );

    /// <summary>
    /// What the errors that say nothing about a statement mean, in words that follow "the database"; null for all others.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</remarks>
    private static string? WhatIsWrong(SqlException exception) =>
        exception.Number switch
        {
            TimedOut => $"does not answer in time: {exception.Message}",
            207 or 208 => $"is not migrated: {exception.Message}",
            229 or 230 or 916 => $"denies a permission: {exception.Message}",
            911 or 4060 => "does not exist or may not be opened.",
            921 or 922 or 927 or 942 => $"is not open yet: {exception.Message}",
            976 or 978 or 983 => $"cannot be read on this replica: {exception.Message}",
            1205 or 1222 => $"is too busy: {exception.Message}",
            18452 or 18456 or 18470 or (>= 18486 and <= 18488) => "refuses the log-in.",
            10928 or 10929 or 40197 or 40501 or 40613 or (>= 49918 and <= 49920) => $"is busy: {exception.Message}",
            _ when exception.Class >= NotTheStatementsFault => $"cannot be reached: {exception.Message}",
            _ => null,
        };

    // The pool reports a wait that was too long as an invalid operation.
    private static bool IsOutOfTime(Exception exception) =>
        exception is OperationCanceledException or InvalidOperationException;
}
