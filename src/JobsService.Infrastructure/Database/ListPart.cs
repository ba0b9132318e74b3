namespace JobsService.Infrastructure.Database;

/// <summary>What is read of a list.</summary>
internal enum ListPart
{
    /// <summary>All its rows.</summary>
    Everything,

    /// <summary>Some rows, from a place on.</summary>
    KeysetPage,

    /// <summary>Some rows, after a number of others.</summary>
    OffsetPage,

    /// <summary>The number of its rows.</summary>
    Count,

    /// <summary>A row after a number of others, if there is one; nothing but its id.</summary>
    Excess,
}
