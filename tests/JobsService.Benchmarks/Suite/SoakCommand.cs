using System.CommandLine;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary><c>soak</c>: a soak test at half of the service's capacity, during which memory and handles must not grow.</summary>
internal static class SoakCommand
{
    private const string Route = "/ga/api/v2/jobs/all";
    private const int Jobs = 100_000;
    private const int Organizations = 100;
    private const int Connections = 100;
    private const int SaturatingConnections = 32;
    private const int SamplesPerMinute = 4;

    // The first samples are ignored, because JIT compilation and the garbage collector's tuning increase memory at first.
    private const double WarmShare = 0.2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Saturation = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work") { Description = "A directory for the database.", Required = true };
        var minutes = SharedOptions.Number("--minutes", "The duration of the test in minutes.", 30);
        var soak = new Command(
            "soak",
            "Load the service at half of its capacity, and check that memory and handles do not grow."
        )
        {
            service,
            work,
            minutes,
        };
        soak.SetAction(
            async (parsed, cancellationToken) =>
            {
                var findings = await Measure(
                    parsed.GetRequiredValue(service),
                    parsed.GetRequiredValue(work),
                    parsed.GetValue(minutes) * SamplesPerMinute,
                    parsed.InvocationConfiguration.Output,
                    cancellationToken
                );
                foreach (var finding in findings)
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(finding.ToRow());
                }

                return findings.Exists(finding => finding.IsMissed) ? 1 : 0;
            }
        );
        return soak;
    }

    private static async Task<List<Finding>> Measure(
        string program,
        string work,
        int samples,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var database = new BenchDatabase(program, Path.Combine(work, "soak.db"), Jobs, Organizations);
        await database.Create(cancellationToken);

        // The log is discarded, because it could fill the disk.
        await using var server = await OverloadCommand.Start(program, "/dev/null", database, cancellationToken);
        using var load = await OpenLoopLoad.Open(
            new Uri(server.Address, Route),
            await database.CreateKey(2, cancellationToken),
            Connections,
            cancellationToken
        );
        await load.Saturate(SaturatingConnections, WarmUp, cancellationToken);
        var half = await load.Saturate(SaturatingConnections, Saturation, cancellationToken) / 2;

        List<(double Memory, double Handles)> taken = [];
        var (accepted, failed) = (0L, 0L);
        for (var sample = 0; sample < samples; sample++)
        {
            var result = await load.Run(half, TimeSpan.FromMinutes(1) / SamplesPerMinute, cancellationToken);
            accepted += result.Accepted;
            failed += result.Failed + result.Refused;
            taken.Add((server.Memory / 1e6, server.Handles));
            await output.WriteLineAsync($"{sample}: {taken[^1].Memory:F1} MB, {taken[^1].Handles} handles");
        }

        var warm = taken.Skip((int)(samples * WarmShare)).ToArray();
        var (early, late) = (warm[..(warm.Length / 4)], warm[^(warm.Length / 4)..]);
        var atHalf = $"half of the capacity, {half:N0} lists of 1,000 jobs/s, for {samples / SamplesPerMinute} minutes";
        return
        [
            new($"{atHalf}: accepted requests", Spread.Of(accepted), "N0"),
            new($"{atHalf}: refused or failed requests", Spread.Of(failed), "N0"),
            new($"{atHalf}: memory in MB", Spread.Of([.. warm.Select(one => one.Memory)]), "F1"),
            new(
                $"{atHalf}: memory of the last quarter over the first quarter",
                Spread.Of(Median(late, one => one.Memory) / Median(early, one => one.Memory)),
                "F3",
                Target.AtMost(1.05)
            ),
            new(
                $"{atHalf}: open handles, including connections, of the last quarter minus the first quarter",
                Spread.Of(Median(late, one => one.Handles) - Median(early, one => one.Handles)),
                "N0",
                Target.AtMost(2)
            ),
        ];
    }

    private static double Median<T>(T[] samples, Func<T, double> value) => Spread.Of([.. samples.Select(value)]).Median;
}
