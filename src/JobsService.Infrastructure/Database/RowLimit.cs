namespace JobsService.Infrastructure.Database;

/// <summary>Which of its rows a statement returns. The engines have different words for it.</summary>
internal enum RowLimit
{
    /// <summary>All of them.</summary>
    None,

    /// <summary>The first <c>@take</c>.</summary>
    Take,

    /// <summary>The first <c>@take</c> after <c>@skip</c> others.</summary>
    SkipAndTake,
}
