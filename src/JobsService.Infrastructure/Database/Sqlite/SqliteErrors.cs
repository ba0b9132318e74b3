using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>What SQLite's error codes mean for whoever runs the service.</summary>
internal static class SqliteErrors
{
    // An extended result code has its primary one in the lowest byte.
    private const int PrimaryCode = 0xFF;

    /// <summary>A sentence when the error means that the database cannot answer now; else null.</summary>
    /// <param name="exception">The driver's.</param>
    /// <param name="location">The file.</param>
    public static string? DescribeError(SqliteException exception, string location) =>
        exception.SqliteErrorCode switch
        {
            SQLITE_CANTOPEN => $"The database file {location} cannot be opened.",
            SQLITE_PERM or SQLITE_READONLY or SQLITE_AUTH =>
                $"The database file {location} may not be used: {exception.Message}",
            SQLITE_NOTADB or SQLITE_CORRUPT => $"The file {location} is damaged or not a database.",
            SQLITE_BUSY or SQLITE_LOCKED => $"The database file {location} is locked by another program.",
            SQLITE_IOERR or SQLITE_FULL or SQLITE_PROTOCOL =>
                $"The database file {location} cannot be used: {exception.Message}",
            SQLITE_ERROR when IsNotMigrated(exception) =>
                $"The database file {location} is not migrated: {exception.Message}",
            _ => null,
        };

    /// <summary>Whether a result code, extended or not, means that another connection holds a lock.</summary>
    public static bool IsBusy(int result) => (result & PrimaryCode) is SQLITE_BUSY or SQLITE_LOCKED;

    // SQLite has no code of its own for a table or a column that is not there yet.
    private static bool IsNotMigrated(SqliteException exception) =>
        exception.Message.Contains("no such table", StringComparison.Ordinal)
        || exception.Message.Contains("no such column", StringComparison.Ordinal);
}
