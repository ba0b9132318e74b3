namespace JobsService.Infrastructure.Database;

/// <summary>How many rows of a list each <see cref="ListPart"/> has.</summary>
internal static class ListLimit
{
    private static readonly (string, ColumnType) Skip = ("skip", ColumnType.BigInt);
    private static readonly (string, ColumnType) Take = ("take", ColumnType.BigInt);

    /// <summary>The limit of a part's statement, and its parameters.</summary>
    public static (RowLimit Limit, (string Name, ColumnType Type)[] Parameters) Of(ListPart part) =>
        part switch
        {
            ListPart.KeysetPage => (RowLimit.Take, [Take]),
            ListPart.OffsetPage or ListPart.Excess => (RowLimit.SkipAndTake, [Skip, Take]),
            _ => (RowLimit.None, []),
        };
}
