using SQLitePCL;
using static SQLitePCL.raw;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>A row of SQLite.</summary>
/// <remarks>
/// From the driver's statement and not through its reader, which asks SQLite twice or three times for each column: whether it is
/// null, and of which type. The tables are strict and say that already, and what is no column of theirs, a count for one, is
/// never null. It halves the time of a row. Nobody notices a wrong number of a column here: SQLite answers null, or zero.
/// </remarks>
internal sealed class SqliteRow(sqlite3_stmt statement) : Row
{
    public override bool IsNull(int column) => sqlite3_column_type(statement, column) == SQLITE_NULL;

    public override long Integer(int column) => sqlite3_column_int64(statement, column);

    public override bool Boolean(int column) => Integer(column) != 0;

    public override string Text(int column) => sqlite3_column_text(statement, column).utf8_to_string();

    public override DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeSeconds(Integer(column));

    public override byte[] Bytes(int column) => sqlite3_column_blob(statement, column).ToArray();
}
