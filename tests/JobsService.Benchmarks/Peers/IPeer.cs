namespace JobsService.Benchmarks.Peers;

/// <summary>A running program with jobs. Disposal stops it.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>The name for the table.</summary>
    string Name { get; }

    /// <summary>The name with versions.</summary>
    string Description { get; }

    /// <summary>The current working set in bytes, with that of its database server.</summary>
    long Memory { get; }

    /// <summary>The lists of jobs that are compared.</summary>
    IReadOnlyList<PeerList> Lists { get; }
}
