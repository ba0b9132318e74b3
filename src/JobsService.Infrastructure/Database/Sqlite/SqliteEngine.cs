using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using JobsService.Application.Availability;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>SQLite, in WAL mode, so that readers and the writer do not block each other.</summary>
internal sealed class SqliteEngine : IDatabaseEngine, IDisposable
{
    // Both bound the wait for a lock: SQLite's busy timeout first, then the driver retries until its own timeout. Two statements in
    // a row, an API key lookup and a list, stay under five seconds together.
    private const int BusyTimeoutMilliseconds = 1000;
    private const int DefaultTimeoutSeconds = 1;

    // Each idle connection can hold a page cache of 2 MB.
    private const int MaxIdleConnections = 16;

    // API key lookups, a probe, the check of the file, and writers in the background.
    private const int BackgroundConnections = 8;

    private const int TruncateTimeoutMilliseconds = 100;

    private readonly string _requestConnectionString;
    private readonly string _migrationConnectionString;
    private readonly string _checkConnectionString;
    private readonly SqliteConnectionPool _pool;
    private readonly SqliteWriterQueue _writers;

    public SqliteEngine(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        builder.DataSource = Location = Path.GetFullPath(builder.DataSource);
        if (!builder.ShouldSerialize("Default Timeout"))
        {
            builder.DefaultTimeout = DefaultTimeoutSeconds;
        }

        // Only a migration creates the file; requests must report a missing file instead of creating an empty one.
        builder.Mode = SqliteOpenMode.ReadWrite;
        var maxIdle = builder.Pooling ? MaxIdleConnections : 0;
        builder.Pooling = false;
        _requestConnectionString = builder.ConnectionString;
        _pool = new SqliteConnectionPool(builder.ConnectionString, Location, maxIdle);
        _writers = new SqliteWriterQueue(
            Location,
            BusyTimeoutMilliseconds,
            TimeSpan.FromSeconds(builder.DefaultTimeout)
        );

        builder.Mode = SqliteOpenMode.ReadOnly;
        _checkConnectionString = builder.ConnectionString;
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        _migrationConnectionString = builder.ConnectionString;
    }

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public ISqlDialect Dialect { get; } = new SqliteDialect();

    public string Location { get; }

    public bool MigratesAtStart => true;

    // Two reads per processor, because some of them wait for the disk or for a client. SQLite allows one writer per file.
    public DatabaseCapacity Capacity { get; } =
        new(
            ReadsAtOnce: 2 * Environment.ProcessorCount,
            ChangesAtOnce: 1,
            MaxConnections: null,
            BlocksThreads: true,
            // The database and its write-ahead log.
            FilesPerConnection: 2,
            OtherConnections: MaxIdleConnections + BackgroundConnections
        );

    // The driver is synchronous, so no task is ever awaited.
    public TimeSpan AnswerTimeout => Timeout.InfiniteTimeSpan;

    // A query in the same process, which takes microseconds.
    public TimeSpan PollInterval => TimeSpan.FromMilliseconds(200);

    public async Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        var connection =
            _pool.Take() ?? throw new DatabaseUnavailableException(SqliteErrors.DescribeMissingFile(Location));
        try
        {
            if (connection.State != ConnectionState.Open)
            {
                await connection.OpenAsync(cancellationToken);
                sqlite3_busy_timeout(connection.Handle, BusyTimeoutMilliseconds);

                // SQLite's own function folds the case of ASCII letters only.
                connection.CreateFunction("upper", (string? text) => text?.ToUpperInvariant(), isDeterministic: true);
            }

            return await begin(connection);
        }
        catch
        {
            await connection.CloseAsync();
            throw;
        }
    }

    public Task<IEngineTransaction> BeginTransaction(DbConnection connection, CancellationToken cancellationToken) =>
        _writers.Begin(((SqliteConnection)connection).Handle!, cancellationToken);

    public Task<DbDataReader> Read(DbConnection connection, Statement query, StatementValues? values)
    {
        var command = ((PooledSqliteConnection)connection).CommandOf(query, Dialect);
        for (var index = 0; index < query.Parameters.Count; index++)
        {
            // Every parameter is set on every use, so that none keeps the value of another caller.
            command.Parameters[index].Value = Dialect.ValueOf(query, query.Parameters[index].Name, values);
        }

        return Task.FromResult(command.ExecuteReader());
    }

    public string? DescribeUnavailable(Exception exception) =>
        exception is SqliteException sqlite ? SqliteErrors.DescribeError(sqlite, Location) : null;

    public IReadOnlyList<DatabaseAdvice> Advice => [];

    public long WriteAheadLogBytes => new FileInfo($"{Location}-wal") is { Exists: true } log ? log.Length : 0;

    public bool EmptyWriteAheadLog()
    {
        using var connection = new SqliteConnection(_requestConnectionString);
        connection.Open();

        // Most of the work, which blocks nobody. TRUNCATE then waits for reads only, with the lock of the writers.
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        sqlite3_busy_timeout(connection.Handle, TruncateTimeoutMilliseconds);
        return connection.QuerySingle<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    public bool CanFindDamage => true;

    public IReadOnlyList<string> FindDamage(CancellationToken cancellationToken) =>
        SqliteIntegrityCheck.Run(_checkConnectionString, cancellationToken);

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout)
    {
        if (SqliteErrors.DescribeMissingFolder(Location) is { } missing)
        {
            // Not created, because the path is probably misspelled.
            throw new DatabaseUnavailableException(missing);
        }

        using var connection = new SqliteConnection(_migrationConnectionString);
        connection.DefaultTimeout = (int)lockTimeout.TotalSeconds;
        connection.Open();

        // The file stores the mode. Setting it takes an exclusive lock, so it is set only if necessary.
        if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal")
        {
            connection.Execute("PRAGMA journal_mode = WAL");
        }

        using var shared = new SharedConnection(connection);
        var upgrade = configure(
            DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable("schema_versions").WithoutTransaction()
        );

        // Most startups have nothing to migrate and must not wait for the write lock.
        if (!upgrade.IsUpgradeRequired())
        {
            return new DatabaseUpgradeResult([], successful: true, error: null, errorScript: null);
        }

        // DbUp reads its journal before it begins a transaction; without this lock, two processes would run the same scripts.
        connection.Execute("BEGIN IMMEDIATE TRANSACTION");
        var result = upgrade.PerformUpgrade();
        connection.Execute(result.Successful ? "COMMIT TRANSACTION" : "ROLLBACK TRANSACTION");
        return result;
    }

    public void Dispose() => _pool.Dispose();
}
