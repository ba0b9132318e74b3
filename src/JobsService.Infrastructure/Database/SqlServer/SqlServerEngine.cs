using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>Microsoft SQL Server.</summary>
internal sealed class SqlServerEngine : IDatabaseEngine
{
    private readonly string _migrationConnectionString;
    private readonly SqlServerConnector _connector;

    // Without this switch, the driver ignores a scale of 0 and sends every time as datetime2(7).
    static SqlServerEngine() =>
        AppContext.SetSwitch("Switch.Microsoft.Data.SqlClient.LegacyVarTimeZeroScaleBehaviour", isEnabled: false);

    /// <summary>Creates an engine for a connection string.</summary>
    /// <param name="connectionString">A Microsoft.Data.SqlClient connection string.</param>
    /// <param name="isReadOnly">Whether the engine only reads, so that a readable secondary may be used.</param>
    public SqlServerEngine(string connectionString, bool isReadOnly = false)
    {
        var builder = SqlServerConnectionString.ForRequests(connectionString, isReadOnly);

        // A fifth of the pool is reserved for API key lookups, probes and background work.
        Capacity = new DatabaseCapacity(
            ReadsAtOnce: Math.Max(1, builder.MaxPoolSize * 2 / 5),
            ChangesAtOnce: Math.Max(1, builder.MaxPoolSize / 10),
            MaxConnections: Math.Max(3, builder.MaxPoolSize * 4 / 5),
            BlocksThreads: false
        );
        Location = $"{builder.InitialCatalog} on {builder.DataSource}{(isReadOnly ? " (read only)" : "")}";
        _connector = new SqlServerConnector(builder, Location);
        _migrationConnectionString = SqlServerConnectionString.ForMigrations(builder.ConnectionString);
        Advice =
        [
            new DatabaseAdvice(
                SqlServerStatements.IsReadCommittedSnapshotOn,
                $"READ_COMMITTED_SNAPSHOT is off in {builder.InitialCatalog}, so readers and writers block each other. "
                    + "Turn it on while there are no connections, or close all connections with ALTER DATABASE "
                    + $"[{builder.InitialCatalog.Replace("]", "]]", StringComparison.Ordinal)}] "
                    + "SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE."
            ),
        ];
    }

    public DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public string Location { get; }

    public bool MigratesAtStart => false;

    public bool PrefersInsertsOfManyRows => true;

    public (Statement Begin, Statement End)? IdentityInsert =>
        (SqlServerStatements.IdentityInsertOn, SqlServerStatements.IdentityInsertOff);

    public IReadOnlyList<DatabaseAdvice> Advice { get; }

    public DatabaseCapacity Capacity { get; }

    public TimeSpan AnswerTimeout => _connector.AnswerTimeout;

    public Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable => _connector.Connect(begin, cancellationToken);

    public async Task<IEngineTransaction> BeginTransaction(
        DbConnection connection,
        CancellationToken cancellationToken
    ) => new SqlServerTransaction(await connection.BeginTransactionAsync(cancellationToken));

    public Task<DbDataReader> Read(DbConnection connection, Statement query, StatementValues? values) =>
        connection.ExecuteReaderAsync(this.CommandOf(query, values, transaction: null, CancellationToken.None));

    public string? DescribeUnavailable(Exception exception) =>
        exception switch
        {
            SqlException sqlException when SqlServerErrors.DescribeError(sqlException) is { } problem =>
                $"The database {Location} {problem}",
            TimeoutException => $"The database {Location} does not answer in time.",
            _ => null,
        };

    public Row RowOf(DbDataReader reader) => new SqlServerRow(reader);

    public object ToColumn(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    public string TextOf(Statement statement) =>
        statement.Text + LimitOf(statement) + (statement.IsForAnyOrganization ? "\nOPTION (OPTIMIZE FOR UNKNOWN)" : "");

    public void SetType(DbParameter parameter, ColumnType type)
    {
        var sqlParameter = (SqlParameter)parameter;
        sqlParameter.SqlDbType = type.Type;

        // The driver truncates a longer value to this size, and a truncated value could match another row.
        sqlParameter.Size = Math.Max(type.Length, LengthOf(sqlParameter.Value));
        if (type.Type == SqlDbType.DateTime2)
        {
            sqlParameter.Scale = 0;
        }
    }

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout)
    {
        // DbUp reads its journal before it begins a transaction; without this lock, two processes would run the same scripts.
        using var lockConnection = new SqlConnection(_migrationConnectionString);
        _connector.Open(lockConnection);
        if (lockConnection.Scalar<int>(this, SqlServerStatements.TakeMigrationLock) < 0)
        {
            throw new DatabaseUnavailableException(
                $"The database {Location} did not grant the migration lock. Run the migration again when no other one is running."
            );
        }

        return configure(
                DeployChanges
                    .To.SqlDatabase(_migrationConnectionString)
                    .JournalToSqlTable("dbo", "schema_versions")
                    .WithTransactionPerScript()
            )
            .PerformUpgrade();
    }

    private static string LimitOf(Statement statement) =>
        statement.Limit switch
        {
            RowLimit.Take => "\nOFFSET 0 ROWS FETCH NEXT @take ROWS ONLY",
            RowLimit.SkipAndTake => "\nOFFSET @skip ROWS FETCH NEXT @take ROWS ONLY",
            _ => "",
        };

    private static int LengthOf(object? value) =>
        value switch
        {
            string text => text.Length,
            byte[] bytes => bytes.Length,
            _ => 0,
        };
}
