namespace JobsService.Benchmarks.Suite;

/// <summary>Loads a server over many connections.</summary>
internal interface ILoadGenerator
{
    /// <summary>Its name, for the page.</summary>
    string Name { get; }

    /// <summary>Asks one thing again and again, and returns the answers in a second.</summary>
    /// <exception cref="InvalidOperationException">Some answers were no good.</exception>
    Task<double> RequestsPerSecond(Uri url, string key, TimeSpan duration, CancellationToken cancellationToken);
}
