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

/// <summary>SQLite: a file in WAL mode, so that readers and the writer do not wait for each other.</summary>
internal sealed class SqliteEngine : IDatabaseEngine, IDisposable
{
    // How long a statement may wait for a lock. SQLite waits first; then the driver starts over until its own time-out, in
    // seconds, has passed. Two statements in a row, a key's look-up and a list, stay under five seconds together.
    private const int BusyTimeoutMilliseconds = 1000;
    private const int DefaultTimeoutSeconds = 1;

    // Each can hold 2 MB of the file.
    private const int MaxIdleConnections = 16;

    private readonly string _migrationConnectionString;
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

        // Only a migration makes the file: a missing one must be seen as missing, not replaced by an empty one.
        builder.Mode = SqliteOpenMode.ReadWrite;
        var maxIdle = builder.Pooling ? MaxIdleConnections : 0;
        builder.Pooling = false;
        _pool = new SqliteConnectionPool(builder.ConnectionString, Location, maxIdle);
        _writers = new SqliteWriterQueue(
            Location,
            BusyTimeoutMilliseconds,
            TimeSpan.FromSeconds(builder.DefaultTimeout)
        );

        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        _migrationConnectionString = builder.ConnectionString;
    }

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public string Location { get; }

    public bool MigratesAtStart => true;

    // A query keeps a processor busy; as many again, since some wait for the disk or for a client. The file has one writer.
    public DatabaseCapacity Capacity { get; } =
        new(ReadsAtOnce: 2 * Environment.ProcessorCount, ChangesAtOnce: 1, MaxConnections: null, BlocksThreads: true);

    // The driver waits in place, so there is never anything to wait for.
    public TimeSpan AnswerTimeout => Timeout.InfiniteTimeSpan;

    public async Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        var connection =
            _pool.Take() ?? throw new DatabaseUnavailableException($"The database file {Location} does not exist.");
        try
        {
            if (connection.State != ConnectionState.Open)
            {
                await connection.OpenAsync(cancellationToken);
                sqlite3_busy_timeout(connection.Handle, BusyTimeoutMilliseconds);
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
        var command = ((PooledSqliteConnection)connection).CommandOf(query, this);
        for (var index = 0; index < query.Parameters.Count; index++)
        {
            // Each of them, every time: none may keep the value of another caller.
            command.Parameters[index].Value = this.ValueOf(query, query.Parameters[index].Name, values);
        }

        return Task.FromResult(command.ExecuteReader());
    }

    public string? DescribeUnavailable(Exception exception) =>
        exception is SqliteException sqlite ? SqliteErrors.DescribeError(sqlite, Location) : null;

    public Row RowOf(DbDataReader reader) => new SqliteRow(((SqliteDataReader)reader).Handle!);

    public object ToColumn(DateTimeOffset time) => time.ToUnixTimeSeconds();

    public string TextOf(Statement statement) =>
        statement.Limit switch
        {
            RowLimit.Take => $"{statement.Text}\nLIMIT @take",
            RowLimit.SkipAndTake => $"{statement.Text}\nLIMIT @take OFFSET @skip",
            _ => statement.Text,
        };

    // Nothing to tell: here a value has its type, and the column checks it.
    public void SetType(DbParameter parameter, ColumnType type) { }

    // A parameter is found by a walk over all of them, and there is no network to save trips on.
    public bool PrefersInsertsOfManyRows => false;

    // SQLite takes given ids at any time.
    public (Statement Begin, Statement End)? IdentityInsert => null;

    public IReadOnlyList<DatabaseAdvice> Advice => [];

    public DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Location)!);
        using var connection = new SqliteConnection(_migrationConnectionString);
        connection.DefaultTimeout = (int)lockTimeout.TotalSeconds;
        connection.Open();

        // The mode is kept in the file, and setting it takes a lock that excludes every other connection.
        if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal")
        {
            connection.Execute("PRAGMA journal_mode = WAL");
        }

        using var shared = new SharedConnection(connection);
        var upgrade = configure(
            DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable("schema_versions").WithoutTransaction()
        );

        // Most starts have nothing to migrate, and need not wait until nobody writes.
        if (!upgrade.IsUpgradeRequired())
        {
            return new DatabaseUpgradeResult([], successful: true, error: null, errorScript: null);
        }

        // DbUp reads its journal before it begins a transaction, so two processes would run the same scripts.
        connection.Execute("BEGIN IMMEDIATE TRANSACTION");
        var result = upgrade.PerformUpgrade();
        connection.Execute(result.Successful ? "COMMIT TRANSACTION" : "ROLLBACK TRANSACTION");
        return result;
    }

    public void Dispose() => _pool.Dispose();
}
