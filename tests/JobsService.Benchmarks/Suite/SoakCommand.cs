using System.CommandLine;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary><c>soak</c>: half of what a service can do, for long; what it takes must not grow.</summary>
internal static class SoakCommand
{
    private const string Route = "/ga/api/v2/jobs/all";
    private const int Jobs = 100_000;
    private const int Organizations = 100;
    private const int Connections = 100;
    private const int Saturating = 32;
    private const int SamplesAMinute = 4;

    // What a new process takes at first is no growth: code is compiled, and the collector finds its size.
    private const double WarmShare = 0.2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Saturation = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work") { Description = "A directory for the database.", Required = true };
        var minutes = KeyedOptions.Number("--minutes", "How long.", 30);
        var soak = new Command("soak", "Load a service by half for long, and see whether it grows.")
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
                    parsed.GetValue(minutes) * SamplesAMinute,
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

        // Its log of half an hour would fill a disk.
        await using var server = await OverloadCommand.Start(program, "/dev/null", database, cancellationToken);
        using var load = await OfferedLoad.Open(
            new Uri(server.Address, Route),
            await database.KeyOf(2, cancellationToken),
            Connections,
            cancellationToken
        );
        await load.Saturate(Saturating, WarmUp, cancellationToken);
        var half = await load.Saturate(Saturating, Saturation, cancellationToken) / 2;

        List<(double Memory, double Handles)> taken = [];
        var (accepted, failed) = (0L, 0L);
        for (var sample = 0; sample < samples; sample++)
        {
            var result = await load.Run(half, TimeSpan.FromMinutes(1) / SamplesAMinute, cancellationToken);
            accepted += result.Accepted;
            failed += result.Failed + result.Refused;
            taken.Add((server.Memory / 1e6, server.Handles));
            await output.WriteLineAsync($"{sample}: {taken[^1].Memory:F1} MB, {taken[^1].Handles} handles");
        }

        var warm = taken.Skip((int)(samples * WarmShare)).ToArray();
        var (early, late) = (warm[..(warm.Length / 4)], warm[^(warm.Length / 4)..]);
        var atHalf = $"half of what it can do, {half:N0} lists of 1,000 jobs/s, for {samples / SamplesAMinute} minutes";
        return
        [
            new($"{atHalf}: answers", Spread.Of(accepted), "N0"),
            new($"{atHalf}: refused or failed", Spread.Of(failed), "N0"),
            new($"{atHalf}: memory in MB", Spread.Of([.. warm.Select(one => one.Memory)]), "F1"),
            new(
                $"{atHalf}: the last quarter's memory over the first's",
                Spread.Of(Median(late, one => one.Memory) / Median(early, one => one.Memory)),
                "F3",
                Target.AtMost(1.05)
            ),
            new(
                $"{atHalf}: the last quarter's open handles less the first's, connections among them",
                Spread.Of(Median(late, one => one.Handles) - Median(early, one => one.Handles)),
                "N0",
                Target.AtMost(2)
            ),
        ];
    }

    private static double Median<T>(T[] samples, Func<T, double> value) => Spread.Of([.. samples.Select(value)]).Median;
}
