using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the allocated bytes per row of a long list.</summary>
internal sealed class AllocationMeasurement : IMeasurement
{
    public string Name => "allocations";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        // The client runs in the same process. Its allocations are those measured with precomputed responses, and are subtracted.
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
