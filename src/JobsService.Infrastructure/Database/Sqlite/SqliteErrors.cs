using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>Translates SQLite error codes into messages for the operator.</summary>
internal static class SqliteErrors
{
    // The lowest byte of an extended result code is the primary result code: https://sqlite.org/rescode.html
    private const int PrimaryCode = 0xFF;

    /// <summary>Describes that the file does not exist, and the next step.</summary>
    public static string DescribeMissingFile(string location) =>
        DescribeMissingFolder(location)
        ?? $"The database file {location} does not exist. Run the command migrate to create it.";

    /// <summary>Describes that the folder of the file does not exist, and the next step; null if it exists.</summary>
    public static string? DescribeMissingFolder(string location) =>
        Path.GetDirectoryName(location) is var folder && Directory.Exists(folder)
            ? null
            : $"The folder {folder} of the database file does not exist. Create it, or change ConnectionStrings:Jobs.";

    /// <summary>Describes an error that means that the database is unavailable; returns null for any other error.</summary>
    /// <param name="exception">The exception of the driver.</param>
    /// <param name="location">The path of the file.</param>
    public static string? DescribeError(SqliteException exception, string location) =>
        exception.SqliteErrorCode switch
        {
            SQLITE_CANTOPEN =>
                $"The database file {location} cannot be opened. The process must have the right to write the file and its folder.",
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

    /// <summary>Whether a primary or extended result code means that another connection holds a lock.</summary>
    public static bool IsBusy(int result) => (result & PrimaryCode) is SQLITE_BUSY or SQLITE_LOCKED;

    // SQLite has no specific error code for a missing table or column.
    private static bool IsNotMigrated(SqliteException exception) =>
        exception.Message.Contains("no such table", StringComparison.Ordinal)
        || exception.Message.Contains("no such column", StringComparison.Ordinal);
}
