using System.Globalization;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Compares the first page in each order with the page in the default order.</summary>
internal sealed class OrderMeasurement : IMeasurement
{
    private static readonly string[] Orders = ["id", "-id", "changed", "-changed"];

    public string Name => "orders";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        var (organization, _) = bench.Large.OrganizationWithUnfinished(UnfinishedMeasurement.Rows);
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        using var one = new ApiClient(await bench.Large.CreateKey(organization, cancellationToken), connections: 1);
        using var every = new ApiClient(bench.Large.AdminKey, connections: 1);
        (string Name, ApiClient Client, Uri List)[] lists =
        [
            ("all jobs of one organization", one, service.All),
            ("unfinished jobs of one organization", one, service.Unfinished),
            ("all jobs of every organization", every, service.All),
            ("unfinished jobs of every organization", every, service.Unfinished),
        ];
        List<Finding> findings = [];
        foreach (var (name, client, list) in lists)
        {
            var turns = await Alternation.Run(
                [.. Orders.Select(order => (client, Page(list, order)))],
                bench.Sizes.Repetitions,
                TimeSpan.FromSeconds(1),
                cancellationToken
            );
            double[] p50 = [.. turns.Select(turn => turn.Percentile(0.5))];
            var work = $"`page_token`, {BenchSizes.PerPage} rows, {name}: p50";
            findings.Add(
                new Finding(
                    $"{work} by `-id`, `changed` and `-changed` over p50 by `id`",
                    Spread.Of(p50[1..].Select(other => other / p50[0])),
                    "F2",
                    Target.AtMost(1.2)
                )
            );
            findings.Add(new Finding($"{work} by `id` in ms", Spread.Of(p50[0]), "F2"));
        }

        return findings;
    }

    private static Uri Page(Uri list, string order) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{list}?page_token=&per_page={BenchSizes.PerPage}&order_by={order}"
            )
        );
}
