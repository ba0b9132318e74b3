using System.Diagnostics;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Compares the long list in CSV and NDJSON with the list in JSON.</summary>
internal sealed class FormatMeasurement : IMeasurement
{
    private const int BufferSize = 256 * 1024;

    private static readonly string[] Formats = ["json", "csv", "ndjson"];

    public string Name => "formats";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        using var client = new ApiClient(bench.List.AdminKey, connections: 1);
        var buffer = new byte[BufferSize];
        var walls = Formats.ToDictionary(format => format, _ => new List<double>(), StringComparer.Ordinal);

        // The first round warms up.
        for (var round = 0; round <= bench.Sizes.Rounds; round++)
        {
            foreach (var format in Formats)
            {
                var seconds = await Read(format);
                if (round > 0)
                {
                    walls[format].Add(seconds);
                }
            }
        }

        var work = $"`/jobs/all` of {bench.Sizes.List:N0} rows: wall";
        return
        [
            new Finding($"{work} in CSV over JSON", Ratio("csv"), "F2", Target.RatioOfAtMost(1.3)),
            new Finding($"{work} in NDJSON over JSON", Ratio("ndjson"), "F2"),
            new Finding($"{work} in s, CSV", Spread.Of(walls["csv"]), "F2"),
        ];

        Spread Ratio(string format) => Spread.OfRatios(walls[format], walls["json"]);

        async Task<double> Read(string format)
        {
            var start = Stopwatch.GetTimestamp();
            return await client.TryGet(new Uri($"{service.All}?format={format}"), buffer, cancellationToken)
                ? Stopwatch.GetElapsedTime(start).TotalSeconds
                : throw new InvalidOperationException($"The list in {format} is incomplete or its status is not 200.");
        }
    }
}
