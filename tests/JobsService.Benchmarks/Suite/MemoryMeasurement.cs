using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>What long lists do to the memory of a process that has answered one small request before.</summary>
/// <remarks>
/// Each process reads as many rows, the shorter lists so much more often. What is left of a difference is the length of the
/// list, and not the age of the process, whose code is compiled anew, and larger, as it is used.
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
                $"`/jobs/all` of {bench.Large.Jobs:N0} rows: growth of peak memory over that by {bench.ShortList.Jobs:N0} rows",
                Spread.OfRatios(growths[bench.Large], growths[bench.ShortList]),
                "F2",
                Target.RatioOfAtMost(1.2)
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
            for (var rows = 0; rows < bench.Large.Jobs; rows += database.Jobs)
            {
                await StreamRun.ReadWhole(client, service.All, cancellationToken);
            }

            return service.PeakMemory >= idle
                ? (service.PeakMemory - idle) / Megabyte
                : throw new PlatformNotSupportedException("This system does not tell the peak of a process' memory.");
        }
    }
}
