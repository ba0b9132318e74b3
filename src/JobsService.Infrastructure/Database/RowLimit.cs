namespace JobsService.Infrastructure.Database;

/// <summary>Limits the rows that a statement returns. The engines have different syntax for it.</summary>
internal enum RowLimit
{
    /// <summary>All rows.</summary>
    None,

    /// <summary>The first <c>@take</c> rows.</summary>
    Take,

    /// <summary>The first <c>@take</c> rows after <c>@skip</c> rows.</summary>
    SkipAndTake,
}
