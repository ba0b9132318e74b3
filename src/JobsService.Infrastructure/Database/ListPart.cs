namespace JobsService.Infrastructure.Database;

/// <summary>What a statement reads of a list.</summary>
internal enum ListPart
{
    /// <summary>All its rows.</summary>
    Everything,

    /// <summary>Some rows, from a cursor on.</summary>
    KeysetPage,

    /// <summary>Some rows, after a number of others.</summary>
    OffsetPage,

    /// <summary>The number of its rows.</summary>
    Count,

    /// <summary>The id of a row after a number of others, if there is one.</summary>
    Excess,
}
