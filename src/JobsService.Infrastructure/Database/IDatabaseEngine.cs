using System.Data.Common;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;

namespace JobsService.Infrastructure.Database;

/// <summary>A database: its connections, transactions, errors and migration. The SQL is in <see cref="Dialect"/>.</summary>
internal interface IDatabaseEngine
{
    /// <summary>The engine. Its name is also the name of the folder with its migrations.</summary>
    DatabaseProvider Provider { get; }

    /// <summary>The SQL and the types of the engine.</summary>
    ISqlDialect Dialect { get; }

    /// <summary>The location of the database, for the log. It contains no user name and no password.</summary>
    string Location { get; }

    /// <summary>Whether the service migrates the database at startup.</summary>
    bool MigratesAtStart { get; }

    /// <summary>
    /// Opens a pooled connection and runs <paramref name="begin"/> on it. Transient errors are retried on another connection
    /// until the connection timeout, so <paramref name="begin"/> must have no side effects when it fails.
    /// </summary>
    /// <param name="begin">
    /// Begins a query or transaction. The result owns the connection; if this fails, the engine does. A result that arrives after
    /// cancellation or timeout is disposed of.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="DbException">The connection cannot be opened, or <paramref name="begin"/> failed.</exception>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable;

    /// <summary>Begins a read-write transaction.</summary>
    /// <param name="connection">An open connection of this engine, in no transaction.</param>
    /// <param name="cancellationToken">Cancels the wait for other writers. It is not passed to a driver.</param>
    /// <exception cref="DbException">The transaction cannot begin.</exception>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">Waiting for other writers timed out.</exception>
    Task<IEngineTransaction> BeginTransaction(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs a query.</summary>
    /// <param name="connection">An open connection of this engine, not shared, in no transaction.</param>
    /// <param name="query">The query.</param>
    /// <param name="values">A value for each parameter; null if the statement has none.</param>
    Task<DbDataReader> Read(DbConnection connection, Statement query, StatementValues? values);

    /// <summary>The concurrency that the database supports.</summary>
    DatabaseCapacity Capacity { get; }

    /// <summary>The timeout for the next row, and for each statement of a transaction.</summary>
    TimeSpan AnswerTimeout { get; }

    /// <summary>The interval at which a query of one row may be repeated, to notice what other programs write.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>
    /// Returns a description for the operator if the exception means that the database is unavailable; otherwise null.
    /// </summary>
    string? DescribeUnavailable(Exception exception);

    /// <summary>The recommended configuration of a database of this engine.</summary>
    IReadOnlyList<DatabaseAdvice> Advice { get; }

    /// <summary>The size of the file of the write-ahead log in bytes; 0 if the service does not manage it.</summary>
    long WriteAheadLogBytes { get; }

    /// <summary>
    /// Moves the write-ahead log into the database and empties its file, unless a read keeps it in use. Blocks the thread; writers wait
    /// for a tenth of a second at most.
    /// </summary>
    /// <returns>Whether the file was emptied.</returns>
    /// <exception cref="DbException">It failed.</exception>
    bool EmptyWriteAheadLog();

    /// <summary>Whether <see cref="FindDamage"/> is supported.</summary>
    bool CanFindDamage { get; }

    /// <summary>Reads the whole database and returns what is damaged, a line each; empty if it is intact. Blocks the thread.</summary>
    /// <exception cref="DbException">The database cannot be checked now.</exception>
    /// <exception cref="NotSupportedException">The engine does not support it.</exception>
    IReadOnlyList<string> FindDamage(CancellationToken cancellationToken);

    /// <summary>
    /// Runs the missing migration scripts: on SQLite in one transaction, on SQL Server in one transaction for each script.
    /// Concurrent processes migrate one after the other.
    /// </summary>
    /// <param name="configure">Adds the scripts to the DbUp builder of this database.</param>
    /// <param name="lockTimeout">The lock timeout on SQLite. SQL Server uses the timeout of a script.</param>
    DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout);
}

/// <summary>A transaction that has begun on a connection. Disposing it rolls back what was not committed.</summary>
internal interface IEngineTransaction : IAsyncDisposable
{
    /// <summary>The transaction to set on the driver's commands; null when the driver needs none.</summary>
    DbTransaction? DriverTransaction { get; }

    /// <summary>Commits the transaction.</summary>
    /// <exception cref="DbException">The commit failed.</exception>
    Task Commit();
}

/// <summary>A recommended database configuration that the operator controls.</summary>
/// <param name="IsFollowed">A query with one row and one column: whether the configuration is as recommended.</param>
/// <param name="Otherwise">The message for the operator if it is not: the problem and the next step.</param>
internal sealed record DatabaseAdvice(Statement IsFollowed, string Otherwise);
