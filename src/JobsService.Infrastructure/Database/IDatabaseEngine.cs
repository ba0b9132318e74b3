using System.Data.Common;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;

namespace JobsService.Infrastructure.Database;

/// <summary>The few things in which the database engines differ. Everything else is written once, for both.</summary>
internal interface IDatabaseEngine
{
    /// <summary>The engine, which is also the name of its folder of migrations.</summary>
    DatabaseProvider Provider { get; }

    /// <summary>Where the database is, for the log: no user, no password.</summary>
    string Location { get; }

    /// <summary>Whether the service migrates the database itself when it starts.</summary>
    bool MigratesAtStart { get; }

    /// <summary>
    /// Takes an open connection from the pool and begins something on it. What fails for a reason that passes by itself is
    /// tried again, on another connection, while the time to connect lasts; so whatever begins must leave nothing behind when
    /// it fails.
    /// </summary>
    /// <param name="begin">
    /// Begins on the connection, and owns it once it has; until then the engine does. What begins too late is disposed of.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DbException">There is no connection, or nothing begins on it.</exception>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">The database is not there.</exception>
    Task<T> Connect<T>(Func<DbConnection, Task<T>> begin, CancellationToken cancellationToken)
        where T : IAsyncDisposable;

    /// <summary>Begins a transaction that may write.</summary>
    /// <param name="connection">An open connection of this engine, in no transaction.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DbException">The transaction cannot begin.</exception>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">Other writers take too long.</exception>
    Task<IEngineTransaction> BeginTransaction(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs a query.</summary>
    /// <param name="connection">A connection of this engine, and of nobody else, in no transaction.</param>
    /// <param name="query">The query.</param>
    /// <param name="values">An entry for each parameter; null when there is none.</param>
    Task<DbDataReader> Read(DbConnection connection, Statement query, StatementValues? values);

    /// <summary>What the database can do at a time.</summary>
    DatabaseCapacity Capacity { get; }

    /// <summary>How long to wait for the next row.</summary>
    TimeSpan AnswerTimeout { get; }

    /// <summary>What an operator should know when the exception means that the database cannot answer now; else null.</summary>
    string? DescribeUnavailable(Exception exception);

    /// <summary>The row that a reader of this engine stands on, each time it stands on one.</summary>
    Row RowOf(DbDataReader reader);

    /// <summary>The value that stores a time, cut to whole seconds.</summary>
    object ToColumn(DateTimeOffset time);

    /// <summary>The text of a statement for this engine.</summary>
    string TextOf(Statement statement);

    /// <summary>Gives a parameter of this engine's driver the type of a column.</summary>
    void SetType(DbParameter parameter, ColumnType type);

    /// <summary>Whether inserts of many rows are faster than inserts of one.</summary>
    bool PrefersInsertsOfManyRows { get; }

    /// <summary>What must surround inserts that say the ids of jobs, which the table numbers by itself; null for nothing.</summary>
    (Statement Begin, Statement End)? IdentityInsert { get; }

    /// <summary>What a database of this engine should be like, beside its schema.</summary>
    IReadOnlyList<DatabaseAdvice> Advice { get; }

    /// <summary>
    /// Runs the scripts that the database lacks. SQLite's are one transaction, SQL Server's one for each script; on both a
    /// second process waits for the first.
    /// </summary>
    /// <param name="configure">Adds the scripts to what DbUp knows of this database.</param>
    /// <param name="lockTimeout">How long SQLite waits for a lock. SQL Server waits as long as for a script.</param>
    DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, UpgradeEngine> configure, TimeSpan lockTimeout);
}
