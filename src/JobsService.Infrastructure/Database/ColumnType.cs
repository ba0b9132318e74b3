using System.Data;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// The SQL Server type of a column. A parameter that is compared with the column must have the same type; otherwise an implicit
/// conversion of the column can prevent an index seek. SQLite ignores it.
/// </summary>
/// <param name="Type">The type without a length.</param>
/// <param name="Length">The length in characters or bytes; 0 if the type has none.</param>
internal sealed record ColumnType(SqlDbType Type, int Length = 0)
{
    /// <summary><c>bigint</c>.</summary>
    public static ColumnType BigInt { get; } = new(SqlDbType.BigInt);

    /// <summary><c>bit</c>.</summary>
    public static ColumnType Bit { get; } = new(SqlDbType.Bit);

    /// <summary><c>datetime2(0)</c>: whole seconds.</summary>
    public static ColumnType Time { get; } = new(SqlDbType.DateTime2);

    /// <summary><c>char</c>: fixed-length ASCII text.</summary>
    public static ColumnType Char(int length) => new(SqlDbType.Char, length);

    /// <summary><c>varchar</c>: ASCII text.</summary>
    public static ColumnType VarChar(int length) => new(SqlDbType.VarChar, length);

    /// <summary><c>nvarchar</c>: Unicode text.</summary>
    public static ColumnType NVarChar(int length) => new(SqlDbType.NVarChar, length);

    /// <summary><c>binary</c>.</summary>
    public static ColumnType Binary(int length) => new(SqlDbType.Binary, length);

    /// <summary>Returns the type in T-SQL, for example <c>varchar(64)</c>.</summary>
    public override string ToString()
    {
        var name = Type.ToString().ToLowerInvariant();
        return this switch
        {
            { Type: SqlDbType.DateTime2 } => $"{name}(0)",
            { Length: > 0 } => $"{name}({Length})",
            _ => name,
        };
    }
}
