namespace JobsService.Benchmarks.Suite;

/// <summary>A closed-loop load generator with many connections.</summary>
internal interface ILoadGenerator
{
    /// <summary>The name of the load generator for the results page.</summary>
    string Name { get; }

    /// <summary>Returns wrk if it is installed, because it uses less CPU time, otherwise the built-in one.</summary>
    static ILoadGenerator Create(int connections) =>
        WrkLoad.IsInstalled() ? new WrkLoad(connections) : new BuiltInLoad(connections);

    /// <summary>Repeats one request and returns the number of responses per second.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    Task<double> RequestsPerSecond(Uri url, string key, TimeSpan duration, CancellationToken cancellationToken);
}
