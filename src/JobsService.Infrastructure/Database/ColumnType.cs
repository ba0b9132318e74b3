using System.Data;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// The type of a column as SQL Server has it, which a parameter that meets the column must have too: with another one, SQL
/// Server may convert the column, row by row, instead of seeking in its index. SQLite has no use for it.
/// </summary>
/// <param name="Type">The type without its length.</param>
/// <param name="Length">Characters or bytes, where the type has a length.</param>
internal sealed record ColumnType(SqlDbType Type, int Length = 0)
{
    /// <summary><c>bigint</c>.</summary>
    public static ColumnType BigInt { get; } = new(SqlDbType.BigInt);

    /// <summary><c>bit</c>.</summary>
    public static ColumnType Bit { get; } = new(SqlDbType.Bit);

    /// <summary><c>datetime2(0)</c>: whole seconds.</summary>
    public static ColumnType Time { get; } = new(SqlDbType.DateTime2);

    /// <summary><c>char</c>: words of one length.</summary>
    public static ColumnType Char(int length) => new(SqlDbType.Char, length);

    /// <summary><c>varchar</c>: words of a protocol.</summary>
    public static ColumnType VarChar(int length) => new(SqlDbType.VarChar, length);

    /// <summary><c>nvarchar</c>: anybody's text.</summary>
    public static ColumnType NVarChar(int length) => new(SqlDbType.NVarChar, length);

    /// <summary><c>binary</c>.</summary>
    public static ColumnType Binary(int length) => new(SqlDbType.Binary, length);

    /// <summary>The type in T-SQL.</summary>
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
