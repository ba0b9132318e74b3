namespace JobsService.Benchmarks.Peers;

/// <summary>The results for one number of jobs.</summary>
/// <param name="Jobs">The number of jobs.</param>
/// <param name="Pages">The results of each page of each list.</param>
/// <param name="Memory">The memory of each program after all loads, in megabytes.</param>
internal sealed record PeerResult(int Jobs, IReadOnlyList<PageResult> Pages, IReadOnlyDictionary<string, double> Memory)
{
    /// <summary>Returns the result of a page.</summary>
    public PageResult Of(PageKind kind, string list) => Pages.Single(page => page.Kind == kind && page.List == list);
}

/// <summary>The results of one page of one list.</summary>
/// <param name="Kind">The page.</param>
/// <param name="List">The name of the list.</param>
/// <param name="Bytes">The length of the response.</param>
/// <param name="Rates">The requests per second of each round.</param>
internal sealed record PageResult(PageKind Kind, string List, int Bytes, IReadOnlyList<double> Rates);
