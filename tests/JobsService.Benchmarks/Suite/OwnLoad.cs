using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>The client of this program, where there is no other.</summary>
internal sealed class OwnLoad : ILoadGenerator
{
    public const string ClientName = "own client";

    public string Name => ClientName;

    public async Task<double> RequestsPerSecond(
        Uri url,
        string key,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        using var client = new KeyedClient(key, UnfinishedMeasurement.Connections);
        var run = new LoadRun(client, url);
        var result = await run.RunWell(UnfinishedMeasurement.Connections, TimeSpan.Zero, duration, cancellationToken);
        return result.RequestsPerSecond;
    }
}
