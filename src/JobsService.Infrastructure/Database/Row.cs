namespace JobsService.Infrastructure.Database;

/// <summary>
/// The row that a query stands on. Columns are numbered from 0 in the order of the statement, and are read as the type that
/// the schema gives them; a null is asked for as such.
/// </summary>
internal abstract class Row
{
    /// <summary>Whether a column has no value.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A <c>bigint</c>.</summary>
    public abstract long Integer(int column);

    /// <summary>A <c>bit</c>.</summary>
    public abstract bool Boolean(int column);

    /// <summary>A text of any length.</summary>
    public abstract string Text(int column);

    /// <summary>A column of UTC seconds.</summary>
    public abstract DateTimeOffset Time(int column);

    /// <summary>A <c>binary</c>.</summary>
    public abstract byte[] Bytes(int column);

    /// <inheritdoc cref="Integer"/>
    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    /// <inheritdoc cref="Text"/>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <inheritdoc cref="Time"/>
    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);
}
