using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>The built-in load generator, which is used if wrk is not installed.</summary>
internal sealed class BuiltInLoad(int connections) : ILoadGenerator
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
        using var client = new ApiClient(key, connections);
        var run = new ClosedLoopLoad(client, url);
        var result = await run.RunWithoutErrors(connections, TimeSpan.Zero, duration, cancellationToken);
        return result.RequestsPerSecond;
    }
}
