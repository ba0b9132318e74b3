using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>The client of this program, where there is no other.</summary>
internal sealed class OwnLoad : ILoadGenerator
{
    public string Name => "the client of JobsService.Benchmarks";

    public async Task<double> RequestsPerSecond(
        Uri url,
        string key,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        using var client = new KeyedClient(key, UnfinishedMeasurement.Connections);
        var run = new LoadRun(client, url);
        var result = await run.Run(UnfinishedMeasurement.Connections, TimeSpan.Zero, duration, cancellationToken);
        return result.Errors == 0
            ? result.RequestsPerSecond
            : throw new InvalidOperationException($"{result.Errors} answers of {url} were no good.");
    }
}
