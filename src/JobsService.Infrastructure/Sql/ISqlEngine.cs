using System.Data.Common;
using DbUp.Builder;
using DbUp.Engine;

namespace JobsService.Infrastructure.Sql;

/// <summary>The few things in which the database engines differ. Everything else is written once, for both.</summary>
internal interface ISqlEngine
{
    /// <summary>The engine, which is also the name of its folder of migrations.</summary>
    DatabaseProvider Provider { get; }

    /// <summary>Where the database is, for the log: no user, no password.</summary>
    string Location { get; }

    /// <summary>Whether the service migrates the database itself when it starts.</summary>
    bool MigratesAtStart { get; }

    /// <summary>An open connection from the pool.</summary>
    /// <exception cref="DbException">It cannot be had.</exception>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">The database is not there.</exception>
    Task<DbConnection> Open(CancellationToken cancellationToken);

    /// <summary>What an operator should know when the exception means that the database cannot answer now; else null.</summary>
    string? UnavailableBecause(Exception exception);

    /// <summary>Reads a column of UTC seconds; it must not be null.</summary>
    DateTimeOffset ReadTime(DbDataReader reader, int ordinal);

    /// <summary>The value that stores a time, cut to whole seconds.</summary>
    object ToColumn(DateTimeOffset time);

    /// <summary>How many rows of jobs an insert writes best.</summary>
    int RowsPerInsert { get; }

    /// <summary>The statement that lets inserts say the ids of a table that numbers its rows itself, or ends that.</summary>
    string WithGivenIds(string table, bool isOn);

    /// <summary>
    /// Runs a migration that DbUp was pointed at this database for. SQLite's is one transaction, and a second process waits
    /// for it; SQL Server's is one for each script.
    /// </summary>
    DatabaseUpgradeResult Migrate(Func<UpgradeEngineBuilder, DatabaseUpgradeResult> upgrade);
}
