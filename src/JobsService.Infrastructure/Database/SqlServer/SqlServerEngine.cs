using System.Data;
using System.Data.Common;
using Dapper;
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

    /// <summary>Creates an engine for a connection string.</summary>
    /// <param name="connectionString">A Microsoft.Data.SqlClient connection string.</param>
    /// <param name="isReadOnly">Whether the engine only reads, so that a readable secondary may be used.</param>
    public SqlServerEngine(string connectionString, bool isReadOnly = false)
    {
        var builder = SqlServerConnectionString.ForRequests(connectionString, isReadOnly);

        // A fifth of the pool is reserved for API key lookups, probes and background work.
        var forRequests = Math.Max(3, builder.MaxPoolSize * 4 / 5);
        Capacity = new DatabaseCapacity(
            ReadsAtOnce: Math.Max(1, builder.MaxPoolSize * 2 / 5),
            ChangesAtOnce: Math.Max(1, builder.MaxPoolSize / 10),
            MaxConnections: forRequests,
            BlocksThreads: false,
            FilesPerConnection: 1,
            OtherConnections: Math.Max(0, builder.MaxPoolSize - forRequests)
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

    public ISqlDialect Dialect { get; } = new SqlServerDialect();

    public string Location { get; }

    public bool MigratesAtStart => false;

    public IReadOnlyList<DatabaseAdvice> Advice { get; }

    public DatabaseCapacity Capacity { get; }

    /// <summary>The time between two tries of a migration that waited for a lock.</summary>
    public TimeSpan MigrationPause { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan AnswerTimeout => _connector.AnswerTimeout;

    public TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    public Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable => _connector.Connect(begin, cancellationToken);

    public Task<IEngineTransaction> BeginTransaction(DbConnection connection, CancellationToken cancellationToken) =>
        SqlServerTransaction.Begin(connection);

    public Task<DbDataReader> Read(DbConnection connection, Statement query, StatementValues? values) =>
        connection.ExecuteReaderAsync(Dialect.CommandOf(query, values, transaction: null));

    public string? DescribeUnavailable(Exception exception) =>
        exception switch
        {
            SqlException sqlException when SqlServerErrors.DescribeError(sqlException) is { } problem =>
                $"The database {Location} {problem}",
            TimeoutException => $"The database {Location} does not answer in time.",
            _ => null,
        };

    // The log of SQL Server is its administrator's.
    public long WriteAheadLogBytes => 0;

    public bool EmptyWriteAheadLog() => true;

    // DBCC CHECKDB needs rights that the service must not have.
    public bool CanFindDamage => false;

    public IReadOnlyList<string> FindDamage(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A database of SQL Server is checked by its administrator, with DBCC CHECKDB.");

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout)
    {
        // DbUp reads its journal before it begins a transaction; without this lock, two processes would run the same scripts.
        using var lockConnection = new SqlConnection(_migrationConnectionString);
        _connector.Open(lockConnection);
        if (lockConnection.Scalar<int>(Dialect, SqlServerStatements.TakeMigrationLock) < 0)
        {
            throw new DatabaseUnavailableException(
                $"The database {Location} did not grant the migration lock. Run the migration again when no other one is running."
            );
        }

        return new SqlServerMigration(_migrationConnectionString, Location) { Pause = MigrationPause }.Run(
            configure,
            lockConnection.Scalar<bool>(Dialect, SqlServerStatements.BuildsIndexesOnline)
        );
    }
}
