namespace JobsService.Benchmarks.Peers;

/// <summary>A list of jobs of a program.</summary>
/// <param name="Name">The name for the table.</param>
/// <param name="Key">The API key; programs without authentication ignore it.</param>
/// <param name="CountRows">Counts the jobs in the body of a response.</param>
/// <param name="Pages">The address of each page.</param>
internal sealed record PeerList(
    string Name,
    string Key,
    Func<string, int> CountRows,
    IReadOnlyDictionary<PageKind, Uri> Pages
);
