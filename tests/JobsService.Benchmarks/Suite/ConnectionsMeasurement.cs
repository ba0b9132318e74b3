using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>The request that is made most, over more and more connections.</summary>
internal sealed class ConnectionsMeasurement : IMeasurement
{
    private static readonly int[] Connections = [1, 8, 32, 256];

    public string Name => "connections";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        var (organization, rows) = bench.Large.UnfinishedOfAbout(UnfinishedMeasurement.Rows);
        var key = await bench.Large.KeyOf(organization, cancellationToken);
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        List<Finding> findings = [];
        foreach (var connections in Connections)
        {
            using var client = new KeyedClient(key, connections);
            var warm = TimeSpan.FromSeconds(findings.Count == 0 ? bench.Sizes.WarmSeconds : 1);
            var measured = TimeSpan.FromSeconds(bench.Sizes.LoadSeconds);
            var load = await new LoadRun(client, service.Unfinished).RunWell(
                connections,
                warm,
                measured,
                cancellationToken
            );
            var work = $"`/jobs/unfinished`, {rows} rows, {connections} connections, {OwnLoad.ClientName}";
            findings.Add(new Finding($"{work}: requests/s", Spread.Of(load.RequestsPerSecond), "N0"));
            findings.Add(new Finding($"{work}: p99 in ms", Spread.Of(load.P99Ms), "F1"));
        }

        return findings;
    }
}
