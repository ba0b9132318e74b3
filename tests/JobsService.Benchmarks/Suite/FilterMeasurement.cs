using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the most expensive request: a filter over all jobs that matches none.</summary>
internal sealed class FilterMeasurement : IMeasurement
{
    private const int Times = 10;

    public string Name => "filters";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        using var client = new ApiClient(bench.List.AdminKey, connections: 1);
        (ApiClient, Uri)[] requests =
        [
            (client, new Uri($"{service.All}?state=none-of-these&page_token=")),
            (client, new Uri($"{service.All}?state=none-of-these&per_page=100")),
        ];
        var turns = await Alternation.Run(requests, Times, TimeSpan.Zero, cancellationToken);
        var work = $"a filter that none of {bench.List.Jobs:N0} jobs passes: p50 in ms";
        return
        [
            new Finding($"{work}, a page by token", Spread.Of(turns[0].Percentile(0.5)), "F0"),
            new Finding($"{work}, a page by number, which is counted too", Spread.Of(turns[1].Percentile(0.5)), "F0"),
        ];
    }
}
