namespace JobsService.Benchmarks.Peers;

/// <summary>A page that is compared.</summary>
internal enum PageKind
{
    /// <summary>The first page.</summary>
    First,

    /// <summary>The last full page.</summary>
    Deepest,

    /// <summary>The first page of the failed jobs.</summary>
    Filtered,
}

/// <summary>The names of pages for the tables.</summary>
internal static class PageKindText
{
    public static string ToText(this PageKind kind) =>
        kind switch
        {
            PageKind.First => "first page",
            PageKind.Deepest => "deepest page",
            _ => "first page of the failed jobs",
        };
}
