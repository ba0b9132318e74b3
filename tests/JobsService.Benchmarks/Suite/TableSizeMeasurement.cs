using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>The same small answer from a small table and from a large one.</summary>
internal sealed class TableSizeMeasurement : IMeasurement
{
    public string Name => "the size of the table";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        // An organization of each that has as many unfinished jobs as the other's.
        var (inSmall, inLarge, rows) = (
            from small in bench.Small.Unfinished
            join large in bench.Large.Unfinished on small.Value equals large.Value
            orderby Math.Abs(small.Value - 20), small.Key, large.Key
            select (small.Key, large.Key, small.Value)
        ).First();
        await using var ofSmall = await bench.StartService(bench.Small.File, cancellationToken);
        await using var ofLarge = await bench.StartService(bench.Large.File, cancellationToken);
        using var smallClient = new KeyedClient(await bench.Small.KeyOf(inSmall, cancellationToken), connections: 1);
        using var largeClient = new KeyedClient(await bench.Large.KeyOf(inLarge, cancellationToken), connections: 1);
        var turns = await Alternation.Run(
            [(smallClient, ofSmall.Unfinished), (largeClient, ofLarge.Unfinished)],
            bench.Sizes.Turns,
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
