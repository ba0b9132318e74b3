using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures small requests while one client reads a long list and another process writes.</summary>
internal sealed class MixedLoadMeasurement : IMeasurement
{
    private const int UpdatesPerSecond = 500;

    public string Name => "mixed load";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        var (organization, rows) = bench.Large.OrganizationWithUnfinished(UnfinishedMeasurement.Rows);
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        using var admin = new ApiClient(bench.Large.AdminKey, connections: 1);
        using var probe = new ApiClient(bench.Large.AdminKey, connections: 1);
        using var client = new ApiClient(
            await bench.Large.CreateKey(organization, cancellationToken),
            UnfinishedMeasurement.Connections
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streaming = Stream(admin, service.All, stop.Token);
        var writing = new ProgressWriter(bench.Large, UpdatesPerSecond).Run(stop.Token);

        var warm = TimeSpan.FromSeconds(bench.Sizes.WarmSeconds);
        var measured = TimeSpan.FromSeconds(bench.Sizes.LoadSeconds * bench.Sizes.Rounds);
        LoadResult[] loads;
        try
        {
            loads = await Task.WhenAll(
                Load(client, service.Unfinished, UnfinishedMeasurement.Connections),
                Load(probe, new Uri(service.Address, "/health/live"), connections: 1)
            );
        }
        finally
        {
            await stop.CancelAsync();
        }

        var lists = await streaming;
        var updates = await writing;

        var work = $"while a list of {bench.Large.Jobs:N0} rows is streamed and {updates:N0} jobs/s are updated";
        return
        [
            new Finding(
                $"{work}: p99 of `/jobs/unfinished`, {rows} rows, {UnfinishedMeasurement.Connections} connections, in ms",
                Spread.Of(loads[0].P99Ms),
                "F1",
                Target.AtMost(150)
            ),
            new Finding($"{work}: p99 of `/health/live` in ms", Spread.Of(loads[1].P99Ms), "F1", Target.AtMost(50)),
            new Finding(
                "jobs/s that were updated meanwhile",
                Spread.Of(updates),
                "N0",
                Target.AtLeast(0.95 * UpdatesPerSecond)
            ),
            new Finding($"{work}: rows/s of the list", Spread.Of(lists), "N0", Target.AtLeast(1)),
            new Finding($"{work}: requests/s of `/jobs/unfinished`", Spread.Of(loads[0].RequestsPerSecond), "N0"),
        ];

        Task<LoadResult> Load(ApiClient asking, Uri url, int connections) =>
            new ClosedLoopLoad(asking, url).RunWithoutErrors(connections, warm, measured, cancellationToken);
    }

    /// <summary>Reads the list repeatedly, and returns the number of rows per second.</summary>
    private static async Task<double> Stream(ApiClient client, Uri url, CancellationToken cancellationToken)
    {
        var (rows, milliseconds) = (0L, 0.0);
        while (!cancellationToken.IsCancellationRequested)
        {
            var list = await StreamRun.Read(client, url, cancellationToken);
            if (!list.EndedProperly && !cancellationToken.IsCancellationRequested)
            {
                throw new InvalidOperationException($"GET {url}: the list is incomplete or its status is not 200.");
            }

            rows += list.Rows;
            milliseconds += list.WallMs;
        }

        return rows / milliseconds * 1000;
    }
}
