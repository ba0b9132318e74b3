using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Compares the same small response from a small and from a large table.</summary>
internal sealed class TableSizeMeasurement : IMeasurement
{
    public string Name => "the size of the table";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        // One organization of each table, with the same number of unfinished jobs.
        var (inSmall, inLarge, rows) = (
            from small in bench.Small.Unfinished
            join large in bench.Large.Unfinished on small.Value equals large.Value
            orderby Math.Abs(small.Value - 20), small.Key, large.Key
            select (small.Key, large.Key, small.Value)
        ).First();
        await using var ofSmall = await bench.StartService(bench.Small.File, cancellationToken);
        await using var ofLarge = await bench.StartService(bench.Large.File, cancellationToken);
        using var smallClient = new ApiClient(await bench.Small.CreateKey(inSmall, cancellationToken), connections: 1);
        using var largeClient = new ApiClient(await bench.Large.CreateKey(inLarge, cancellationToken), connections: 1);
        var turns = await Alternation.Run(
            [(smallClient, ofSmall.Unfinished), (largeClient, ofLarge.Unfinished)],
            bench.Sizes.Repetitions,
            TimeSpan.FromSeconds(bench.Sizes.WarmSeconds),
            cancellationToken
        );
        var (smallP50, largeP50) = (turns[0].Percentile(0.5), turns[1].Percentile(0.5));
        var work = $"`/jobs/unfinished`, {rows} rows";
        return
        [
            new Finding(
                $"{work}: p50 with {bench.Large.Jobs:N0} jobs in the table over p50 with {bench.Small.Jobs:N0}",
                Spread.Of(largeP50 / smallP50),
                "F2",
                Target.RatioOfAtMost(1.2)
            ),
            new Finding($"{work}: p50 in ms, {bench.Small.Jobs:N0} jobs in the table", Spread.Of(smallP50), "F2"),
            new Finding($"{work}: p50 in ms, {bench.Large.Jobs:N0} jobs in the table", Spread.Of(largeP50), "F2"),
        ];
    }
}
