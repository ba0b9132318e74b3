namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the startup time with an empty database.</summary>
internal sealed class StartMeasurement : IMeasurement
{
    public string Name => "start";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        List<double> starts = [];
        for (var round = 0; round < bench.Sizes.Rounds; round++)
        {
            var database = Path.Combine(bench.Work, $"empty-{round}.db");
            await CommandProcess.Run(bench.Program, ["migrate"], database, cancellationToken);
            await using var service = await bench.StartService(database, cancellationToken);
            starts.Add(service.StartupTime.TotalSeconds);
        }

        return
        [
            new Finding(
                "start to first answer (`/health/ready`: 200), published, empty database, in s",
                Spread.Of(starts),
                "F2",
                Target.AtMost(1)
            ),
        ];
    }
}
