using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>What a long list does to the memory of a new process that has answered one small request before.</summary>
/// <remarks>
/// The difference between lists is told in megabytes: a short one is over before the runtime has compiled anew what it uses, and
/// that code, a few megabytes, is then the longer one's alone.
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
            using var client = new KeyedClient(database.AdminKey, connections: 1);
            await StreamRun.ReadWhole(client, new Uri($"{service.All}?page_token=&per_page=1"), cancellationToken);
            var idle = service.Memory;
            await StreamRun.ReadWhole(client, service.All, cancellationToken);
            return service.PeakMemory >= idle
                ? (service.PeakMemory - idle) / Megabyte
                : throw new PlatformNotSupportedException("This system does not tell the peak of a process' memory.");
        }
    }
}
