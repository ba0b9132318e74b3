namespace JobsService.Infrastructure.Database;

/// <summary>
/// The current row of a query. Columns are numbered from 0 in the order of the statement and must be read with the method for
/// their type. Only the <c>…OrNull</c> methods accept NULL.
/// </summary>
internal abstract class Row
{
    /// <summary>Whether a column is NULL.</summary>
    public abstract bool IsNull(int column);

    /// <summary>Reads a <c>bigint</c> column.</summary>
    public abstract long Integer(int column);

    /// <summary>Reads a <c>bit</c> column.</summary>
    public abstract bool Boolean(int column);

    /// <summary>Reads a text column.</summary>
    public abstract string Text(int column);

    /// <summary>Reads a time column, in UTC.</summary>
    public abstract DateTimeOffset Time(int column);

    /// <summary>Reads a <c>binary</c> column.</summary>
    public abstract byte[] Bytes(int column);

    /// <inheritdoc cref="Integer"/>
    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    /// <inheritdoc cref="Text"/>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <inheritdoc cref="Time"/>
    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);
}
