using System.Globalization;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Compares the latency of a deep page, by its token, with that of the first page.</summary>
internal sealed class PageMeasurement : IMeasurement
{
    public string Name => "pages";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        using var client = new ApiClient(bench.Large.AdminKey, connections: 1);
        var rowsBefore = (bench.Sizes.DeepPage - 1) * BenchSizes.PerPage;
        var token = await KeysetWalk.TokenAfter(
            client,
            new Uri($"{service.All}?order_by=id"),
            rowsBefore,
            cancellationToken
        );
        var turns = await Alternation.Run(
            [(client, Page("")), (client, Page(token))],
            bench.Sizes.Repetitions,
            TimeSpan.FromSeconds(bench.Sizes.WarmSeconds),
            cancellationToken
        );
        var (first, deep) = (turns[0].Percentile(0.95), turns[1].Percentile(0.95));
        var work = $"`page_token`, {BenchSizes.PerPage} rows";
        return
        [
            new Finding(
                $"{work}: p95 of page {bench.Sizes.DeepPage:N0} over p95 of page 1",
                Spread.Of(deep / first),
                "F2",
                Target.RatioOfAtMost(1.2)
            ),
            new Finding($"{work}: p95 in ms, page 1", Spread.Of(first), "F2", Target.AtMost(25)),
            new Finding($"{work}: p95 in ms, page {bench.Sizes.DeepPage:N0}", Spread.Of(deep), "F2", Target.AtMost(25)),
        ];

        Uri Page(string token) =>
            new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{service.All}?order_by=id&page_token={token}&per_page={BenchSizes.PerPage}"
                )
            );
    }
}
