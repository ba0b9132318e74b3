using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary>What a row of a long list leaves for the garbage collector.</summary>
internal sealed class AllocationMeasurement : IMeasurement
{
    public string Name => "allocations";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        // The client is in the same process, and what prepared bytes cost is the client's.
        var client = await BytesForARow(Bench.Prepared);
        var service = await BytesForARow("service") - client;
        var handWritten = await BytesForARow(Bench.HandWritten) - client;
        var work = $"`/jobs/all` of {bench.ShortList.Jobs:N0} rows: bytes allocated for a row";
        return
        [
            new Finding(
                $"{work}, over hand-written",
                Spread.Of(service / handWritten),
                "F2",
                Target.RatioOfAtMost(1.5)
            ),
            new Finding($"{work}, the service", Spread.Of(service), "N0"),
            new Finding($"{work}, hand-written", Spread.Of(handWritten), "N0"),
        ];

        async Task<double> BytesForARow(string program)
        {
            var lines = await Bench.RunCommand(
                cancellationToken,
                "allocations",
                program,
                "--database",
                bench.ShortList.File,
                "--key",
                bench.ShortList.AdminKey
            );
            return double.Parse(lines[^1], CultureInfo.InvariantCulture);
        }
    }
}
