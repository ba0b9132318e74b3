using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary><c>bench</c>: runs all measurements and writes the results page.</summary>
internal static class BenchCommand
{
    private static readonly IMeasurement[] Measurements =
    [
        new UnfinishedMeasurement(),
        new ListMeasurement(),
        new MemoryMeasurement(),
        new PageMeasurement(),
        new OrderMeasurement(),
        new FormatMeasurement(),
        new StatisticsMeasurement(),
        new TableSizeMeasurement(),
        new ConnectionsMeasurement(),
        new FilterMeasurement(),
        new AllocationMeasurement(),
        new StartMeasurement(),
        new CompressionMeasurement(),
        // Runs last, because it changes the database.
        new MixedLoadMeasurement(),
    ];

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work")
        {
            Description = "A directory for databases and logs.",
            Required = true,
        };
        var page = new Option<string>("--page") { Description = "The Markdown page to update with the results." };
        var quick = new Option<bool>("--quick") { Description = "Run a smoke test; its results are meaningless." };

        var bench = new Command("bench", "Compare the service with other implementations.")
        {
            service,
            work,
            page,
            quick,
        };
        bench.SetAction(
            async (parsed, cancellationToken) =>
            {
                // The format of the page must not depend on the machine's culture.
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                var start = Stopwatch.GetTimestamp();
                var output = parsed.InvocationConfiguration.Output;
                var run = new Bench(
                    parsed.GetRequiredValue(service),
                    parsed.GetRequiredValue(work),
                    parsed.GetValue(quick) ? BenchSizes.Quick : BenchSizes.Full,
                    ILoadGenerator.Create(UnfinishedMeasurement.Connections)
                );
                foreach (var database in new[] { run.Large, run.List, run.ShortList, run.Small })
                {
                    await output.WriteLineAsync($"== {database.Jobs:N0} jobs");
                    await database.Create(cancellationToken);
                }

                List<Finding> findings = [];
                foreach (var measurement in Measurements)
                {
                    await output.WriteLineAsync($"== {measurement.Name}");
                    foreach (var finding in await measurement.Measure(run, cancellationToken))
                    {
                        await output.WriteLineAsync(finding.ToRow());
                        findings.Add(finding);
                    }
                }

                if (parsed.GetValue(page) is { } file)
                {
                    await new PerformancePage(file).Write(run, findings, Stopwatch.GetElapsedTime(start));
                }

                var missed = findings.Count(finding => finding.IsMissed);
                await output.WriteLineAsync($"== {missed} targets missed, in {Stopwatch.GetElapsedTime(start)}");
                return missed == 0 || parsed.GetValue(quick) ? 0 : 1;
            }
        );
        return bench;
    }
}
