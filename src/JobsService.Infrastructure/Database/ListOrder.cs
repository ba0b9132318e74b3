namespace JobsService.Infrastructure.Database;

/// <summary>An order of a list. The last column must be unique.</summary>
/// <param name="Columns">The columns after <c>ORDER BY</c>.</param>
/// <param name="AtOrAfterCursor">The condition for rows at or after a cursor.</param>
internal sealed record ListOrder(string Columns, Condition AtOrAfterCursor)
{
    /// <summary>By ascending id.</summary>
    public static ListOrder ById { get; } = new("id", new Condition("id >= @firstId", ("firstId", ColumnType.BigInt)));
}
