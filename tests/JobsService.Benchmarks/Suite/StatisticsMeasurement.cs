using System.Diagnostics;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the numbers of jobs of the large table, and a search by name in one of its organizations.</summary>
internal sealed class StatisticsMeasurement : IMeasurement
{
    private const int Processes = 3;
    private const int Organizations = 20;

    public string Name => "numbers of jobs";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        using var admin = new ApiClient(bench.Large.AdminKey, connections: 1);
        List<double> everything = [];
        List<double> ofOne = [];
        List<double> later = [];
        List<double> byName = [];
        for (var process = 0; process < Processes; process++)
        {
            await using var service = await bench.StartService(bench.Large.File, cancellationToken);

            // Compiles the code and opens the file.
            await Time(Of(organization: 1));
            everything.Add(await Time(Path(service, "jobs/stats_on_all_organizations")));
            for (var organization = 2; organization < 2 + Organizations; organization++)
            {
                ofOne.Add(await Time(Of(organization)));
            }

            later.Add(await Time(Of(1 + Organizations)));
            var names = Path(service, "organizations/2/jobs/all?name_contains=none-of-these");
            var turns = await Alternation.Run([(admin, names)], times: 100, TimeSpan.FromSeconds(1), cancellationToken);
            byName.Add(turns[0].Percentile(0.5));

            Uri Of(int organization) => Path(service, $"organizations/{organization}/jobs/stats");
        }

        var one = $"{bench.Large.Jobs / bench.Sizes.Organizations:N0} jobs";
        var numbers = "`/jobs/stats`: first response in ms";
        return
        [
            new Finding($"{numbers}, {bench.Large.Jobs:N0} jobs", Spread.Of(everything), "F0", Target.AtMost(1000)),
            new Finding($"{numbers}, {one}", Spread.Of(ofOne), "F1", Target.RatioOfAtMost(10)),
            new Finding($"`/jobs/stats`: later response in ms, {one}", Spread.Of(later), "F1"),
            new Finding(
                $"`name_contains` without a match in {one}: p50 in ms",
                Spread.Of(byName),
                "F1",
                Target.AtMost(10)
            ),
        ];

        async Task<double> Time(Uri url)
        {
            var start = Stopwatch.GetTimestamp();
            return await admin.TryGet(url, new byte[64 * 1024], cancellationToken)
                ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
                : throw new InvalidOperationException($"GET {url} failed.");
        }
    }

    private static Uri Path(ServerProcess service, string path) =>
        new(service.All.ToString().Replace("jobs/all", path, StringComparison.Ordinal));
}
