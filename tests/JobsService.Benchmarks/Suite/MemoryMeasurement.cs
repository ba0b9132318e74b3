using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures how much a long list increases the peak memory of a process that has served one small request.</summary>
/// <remarks>
/// The difference between lists has a target of a few megabytes, because tiered compilation adds recompiled code during a long list,
/// but not during a short one.
/// </remarks>
internal sealed class MemoryMeasurement : IMeasurement
{
    private const double Megabyte = 1024 * 1024;
    private const int Rounds = 3;
    private const int BufferSize = 256 * 1024;

    public string Name => "memory";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        BenchDatabase[] databases = [bench.ShortList, bench.List, bench.Large];
        var growths = databases.ToDictionary(database => database, _ => new List<double>());
        List<double> csv = [];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var database in databases)
            {
                growths[database].Add(await GrowthBy(database, ""));
            }

            csv.Add(await GrowthBy(bench.List, "format=csv"));
        }

        return
        [
            new Finding(
                $"`/jobs/all` of {bench.Large.Jobs:N0} rows: growth of peak memory less that by {bench.ShortList.Jobs:N0} rows, in MB",
                Spread.Of(growths[bench.Large].Zip(growths[bench.ShortList], (large, small) => large - small)),
                "F1",
                Target.AtMost(4)
            ),
            .. databases.Select(database => new Finding(
                $"`/jobs/all` of {database.Jobs:N0} rows: growth of peak memory in MB",
                Spread.Of(growths[database]),
                "F1",
                Target.AtMost(16)
            )),
            new Finding(
                $"`/jobs/all?format=csv` of {bench.List.Jobs:N0} rows: growth of peak memory in MB",
                Spread.Of(csv),
                "F1",
                Target.AtMost(16)
            ),
        ];

        async Task<double> GrowthBy(BenchDatabase database, string query)
        {
            await using var service = await bench.StartService(database.File, cancellationToken);
            using var client = new ApiClient(database.AdminKey, connections: 1);
            await StreamRun.ReadComplete(client, new Uri($"{service.All}?page_token=&per_page=1"), cancellationToken);
            var idle = service.Memory;
            if (!await client.TryGet(new Uri($"{service.All}?{query}"), new byte[BufferSize], cancellationToken))
            {
                throw new InvalidOperationException($"The list with '{query}' is incomplete or its status is not 200.");
            }

            return service.PeakMemory >= idle
                ? (service.PeakMemory - idle) / Megabyte
                : throw new PlatformNotSupportedException(
                    "This platform does not report the peak memory of a process."
                );
        }
    }
}
