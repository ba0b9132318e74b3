using JobsService.Application.Paging;

namespace JobsService.Infrastructure.Database;

/// <summary>An order of a list.</summary>
/// <param name="Columns">The columns of the order, of which the last is unique.</param>
/// <param name="AtOrAfterCursor">
/// The condition for rows at or after a cursor. Its last parameter is <see cref="Cursor.FirstKey"/>.
/// </param>
internal sealed record ListOrder(IReadOnlyList<string> Columns, Condition AtOrAfterCursor)
{
    private const string Id = "id";

    /// <summary>By ascending id.</summary>
    public static ListOrder ById { get; } = By(Id, "firstId", "@firstId", isDescending: false);

    /// <summary>By descending id.</summary>
    public static ListOrder ByIdDescending { get; } = By(Id, "firstId", "@firstId", isDescending: true);

    /// <summary>Whether every column is descending.</summary>
    public bool IsDescending { get; init; }

    /// <summary>
    /// What is selected after the columns of a row, so that the row has the key of its cursor; null if they contain it. SQLite selects the
    /// last of <see cref="Columns"/>, which is an integer there, because a union can only be ordered by a selected column.
    /// </summary>
    public string? SelectedKey { get; init; }

    /// <summary>The name of the parameter of <see cref="Cursor.FirstKey"/>, without <c>@</c>.</summary>
    public string KeyParameter => AtOrAfterCursor.Parameters[^1].Name;

    /// <summary>Returns the columns of an index entry that leads to a row: those of the order, and the id.</summary>
    /// <param name="prefix">A prefix of the names that the columns get.</param>
    public string ToEntry(string prefix) =>
        string.Join(
            ", ",
            (Columns.Contains(Id, StringComparer.Ordinal) ? Columns : [.. Columns, Id]).Select(column =>
                $"{column} AS {prefix}{column}"
            )
        );

    /// <summary>By the moment of the last change, on the tables that have the column <c>row_version</c>.</summary>
    /// <remarks>
    /// SQL Server compares <c>rowversion</c> with 8 bytes. In SQLite, the type <c>binary(8)</c> has numeric affinity, so that an
    /// integer stays an integer.
    /// </remarks>
    public static ListOrder ByChange(bool isDescending) =>
        By("row_version", "firstVersion", "CAST(@firstVersion AS binary(8))", isDescending) with
        {
            SelectedKey = "CAST(row_version AS bigint)",
        };

    /// <summary>Whether this is the order of ids, ascending or descending.</summary>
    public bool IsById => Columns is [Id];

    /// <summary>Returns the <c>ORDER BY</c> clause.</summary>
    /// <param name="prefix">A prefix of each column.</param>
    public string ToSql(string prefix = "") =>
        $"ORDER BY {string.Join(", ", Columns.Select(column => $"{prefix}{column}{(IsDescending ? " DESC" : "")}"))}";

    private static ListOrder By(string column, string parameter, string first, bool isDescending) =>
        new([column], new Condition($"{column} {(isDescending ? "<=" : ">=")} {first}", (parameter, ColumnType.BigInt)))
        {
            IsDescending = isDescending,
        };
}
