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

    public string Name => "memory";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        BenchDatabase[] databases = [bench.ShortList, bench.List, bench.Large];
        var growths = databases.ToDictionary(database => database, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var database in databases)
            {
                growths[database].Add(await GrowthBy(database));
            }
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
        ];

        async Task<double> GrowthBy(BenchDatabase database)
        {
            await using var service = await bench.StartService(database.File, cancellationToken);
            using var client = new ApiClient(database.AdminKey, connections: 1);
            await StreamRun.ReadComplete(client, new Uri($"{service.All}?page_token=&per_page=1"), cancellationToken);
            var idle = service.Memory;
            await StreamRun.ReadComplete(client, service.All, cancellationToken);
            return service.PeakMemory >= idle
                ? (service.PeakMemory - idle) / Megabyte
                : throw new PlatformNotSupportedException(
                    "This platform does not report the peak memory of a process."
                );
        }
    }
}
