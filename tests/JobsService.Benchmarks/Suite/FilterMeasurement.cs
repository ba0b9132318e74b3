using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>
/// Measures pages without a row in an organization with many jobs: of a state, which an index leads to, and of a type, for which every
/// job of the organization is read.
/// </summary>
internal sealed class FilterMeasurement : IMeasurement
{
    private const int Times = 10;

    public string Name => "filters";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        var key = await bench.List.CreateKey(organization: 1, cancellationToken);
        using var client = new ApiClient(key, connections: 1);
        (ApiClient, Uri)[] requests =
        [
            (client, new Uri($"{service.All}?state=none-of-these&page_token=")),
            (client, new Uri($"{service.All}?state=none-of-these&page_token=&order_by=-id")),
            (client, new Uri($"{service.All}?job_type=none-of-these&page_token=")),
            (client, new Uri($"{service.All}?job_type=none-of-these&per_page=100")),
        ];
        var turns = await Alternation.Run(requests, Times, TimeSpan.Zero, cancellationToken);
        var jobs = $"an organization with {bench.List.Jobs:N0} jobs: p50 in ms";
        return
        [
            new Finding($"{jobs}, a page of a state without jobs", P50(0), "F1", Target.AtMost(5)),
            new Finding($"{jobs}, the same with the newest first", P50(1), "F1", Target.AtMost(5)),
            new Finding($"{jobs}, a page of a type without jobs", P50(2), "F0"),
            new Finding($"{jobs}, the same as a page by number, which is counted too", P50(3), "F0"),
        ];

        Spread P50(int request) => Spread.Of(turns[request].Percentile(0.5));
    }
}
