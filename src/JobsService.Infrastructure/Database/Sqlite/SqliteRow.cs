using System.Runtime.InteropServices;
using SQLitePCL;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>A row of a SQLite result.</summary>
/// <remarks>
/// Calls SQLite's column functions directly. The driver's reader makes two or three of these calls per column to check for null and
/// for the type, and every call through SQLitePCL counts the references to the statement. See ADR 0008 for the measurement. STRICT
/// tables guarantee the types, and computed columns such as counts are never null. A wrong column index is not detected here: SQLite
/// returns null or zero for it.
/// </remarks>
/// <param name="statement">The statement, which the reader of the row keeps open.</param>
internal sealed class SqliteRow(sqlite3_stmt statement) : Row
{
    private const string Library = "e_sqlite3";

    // SQLITE_NULL.
    private const int Null = 5;

    private readonly nint _statement = statement.DangerousGetHandle();

    public override bool IsNull(int column) => sqlite3_column_type(_statement, column) == Null;

    public override long Integer(int column) => sqlite3_column_int64(_statement, column);

    public override bool Boolean(int column) => Integer(column) != 0;

    public override string Text(int column)
    {
        // In this order: the length is that of the text's conversion to UTF-8.
        var text = sqlite3_column_text(_statement, column);
        return Marshal.PtrToStringUTF8(text, sqlite3_column_bytes(_statement, column));
    }

    public override DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeSeconds(Integer(column));

    public override byte[] Bytes(int column)
    {
        var blob = sqlite3_column_blob(_statement, column);
        var bytes = new byte[sqlite3_column_bytes(_statement, column)];
        Marshal.Copy(blob, bytes, 0, bytes.Length);
        return bytes;
    }

    [DllImport(Library)]
    private static extern int sqlite3_column_type(nint statement, int column);

    [DllImport(Library)]
    private static extern long sqlite3_column_int64(nint statement, int column);

    [DllImport(Library)]
    private static extern nint sqlite3_column_text(nint statement, int column);

    [DllImport(Library)]
    private static extern nint sqlite3_column_blob(nint statement, int column);

    [DllImport(Library)]
    private static extern int sqlite3_column_bytes(nint statement, int column);
}
