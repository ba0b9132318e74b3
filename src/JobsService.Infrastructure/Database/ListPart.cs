namespace JobsService.Infrastructure.Database;

/// <summary>What a statement reads from a list.</summary>
internal enum ListPart
{
    /// <summary>All rows.</summary>
    Everything,

    /// <summary>A page that begins at a cursor.</summary>
    KeysetPage,

    /// <summary>A page after a number of skipped rows.</summary>
    OffsetPage,

    /// <summary>The number of rows.</summary>
    Count,

    /// <summary>One id after a number of skipped rows, which shows whether the list has more rows than that number.</summary>
    Excess,
}
