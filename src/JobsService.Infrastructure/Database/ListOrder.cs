namespace JobsService.Infrastructure.Database;

/// <summary>An order of a list, whose last column is unique.</summary>
/// <param name="Columns">The columns after <c>ORDER BY</c>.</param>
/// <param name="IsFromCursor">The rows from a cursor on.</param>
internal sealed record ListOrder(string Columns, Condition IsFromCursor)
{
    /// <summary>By ascending id.</summary>
    public static ListOrder ById { get; } = new("id", new Condition("id >= @firstId", ("firstId", ColumnType.BigInt)));
}
