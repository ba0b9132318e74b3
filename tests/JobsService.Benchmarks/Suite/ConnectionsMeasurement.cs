using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the most frequent request with an increasing number of connections.</summary>
internal sealed class ConnectionsMeasurement : IMeasurement
{
    private static readonly int[] Connections = [1, 8, 32, 256];

    public string Name => "connections";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        var (organization, rows) = bench.Large.OrganizationWithUnfinished(UnfinishedMeasurement.Rows);
        var key = await bench.Large.CreateKey(organization, cancellationToken);
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        List<Finding> findings = [];
        foreach (var connections in Connections)
        {
            using var client = new ApiClient(key, connections);
            var warm = TimeSpan.FromSeconds(findings.Count == 0 ? bench.Sizes.WarmSeconds : 1);
            var measured = TimeSpan.FromSeconds(bench.Sizes.LoadSeconds);
            var load = await new ClosedLoopLoad(client, service.Unfinished).RunWithoutErrors(
                connections,
                warm,
                measured,
                cancellationToken
            );
            var work = $"`/jobs/unfinished`, {rows} rows, {connections} connections, {BuiltInLoad.ClientName}";
            findings.Add(new Finding($"{work}: requests/s", Spread.Of(load.RequestsPerSecond), "N0"));
            findings.Add(new Finding($"{work}: p99 in ms", Spread.Of(load.P99Ms), "F1"));
        }

        return findings;
    }
}
