using System.CommandLine;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary><c>overload</c>: offers a service more than it can do, and looks at what becomes of it.</summary>
internal static class OverloadCommand
{
    private const string Route = "/ga/api/v2/jobs/all";
    private const string PollRoute = "/ga/api/v2/jobs/unfinished?page_token=&per_page=20";
    private const double Polls = 5;
    private const int Jobs = 100_000;
    private const int Organizations = 100;
    private const int Saturating = 32;
    private const int Connections = 1000;
    private const double Times = 4;
    private const double LightShare = 0.1;

    // On one processor, code takes its time to be compiled.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Saturation = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Light = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work") { Description = "A directory for the database.", Required = true };
        var seconds = KeyedOptions.Number("--seconds", "How long the overload lasts.", 60);
        var overload = new Command("overload", "Offer a service four times what it can do.") { service, work, seconds };
        overload.SetAction(
            async (parsed, cancellationToken) =>
            {
                var findings = await Measure(
                    parsed.GetRequiredValue(service),
                    parsed.GetRequiredValue(work),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    cancellationToken
                );
                foreach (var finding in findings)
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(finding.ToRow());
                }

                return findings.Exists(finding => finding.IsMissed) ? 1 : 0;
            }
        );
        return overload;
    }

    private static async Task<List<Finding>> Measure(
        string program,
        string work,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var database = new BenchDatabase(program, Path.Combine(work, "overload.db"), Jobs, Organizations);
        await database.Create(cancellationToken);
        await using var server = await Start(program, Path.Combine(work, "overload.log"), database, cancellationToken);
        var url = new Uri(server.Address, Route);
        using var load = await OfferedLoad.Open(
            url,
            await database.KeyOf(2, cancellationToken),
            Connections,
            cancellationToken
        );

        using var neighbour = await OfferedLoad.Open(
            new Uri(server.Address, PollRoute),
            await database.KeyOf(3, cancellationToken),
            Saturating,
            cancellationToken
        );

        // It has been a customer for a while.
        await neighbour.Saturate(connections: 1, TimeSpan.FromSeconds(1), cancellationToken);
        await load.Saturate(Saturating, WarmUp, cancellationToken);
        var capacity = await load.Saturate(Saturating, Saturation, cancellationToken);
        var light = capacity * LightShare;
        var before = await load.Run(light, Light, cancellationToken);
        var memory = server.Memory;
        var neighbours = neighbour.Run(Polls, duration, cancellationToken);
        var during = await load.Run(capacity * Times, duration, cancellationToken);
        var ofNeighbour = await neighbours;
        var growth = (server.PeakMemory - memory) / 1e6;
        await Task.Delay(Recovery, cancellationToken);
        var after = await load.Run(light, Light, cancellationToken);

        return Judge(new Measured(capacity, before, during, ofNeighbour, after, growth), duration);
    }

    private static List<Finding> Judge(Measured measured, TimeSpan duration)
    {
        var (capacity, before, during, ofNeighbour, after, growth) = measured;
        var offered = $"{Times:N0} times as many, {during.SentPerSecond:N0}/s, for {duration.TotalSeconds:N0} s";
        return
        [
            new("lists of 1,000 jobs/s that it can do", Spread.Of(capacity), "N0"),
            new("a tenth of it: p99 in ms", Spread.Of(before.Percentile(0.99)), "F1"),
            new(
                $"{offered}: requests/s over what it can do",
                Spread.Of(during.SentPerSecond / capacity),
                "F2",
                Target.AtLeast(0.95 * Times)
            ),
            new($"{offered}: accepted/s", Spread.Of(during.Accepted / duration.TotalSeconds), "N0"),
            new($"{offered}: p50 of what is accepted, in ms", Spread.Of(during.Percentile(0.5)), "F1"),
            new($"{offered}: p99 of what is accepted, in ms", Spread.Of(during.Percentile(0.99)), "F1"),
            new(
                $"{offered}: the same over the p99 at a tenth",
                Spread.Of(during.Percentile(0.99) / before.Percentile(0.99)),
                "F2",
                Target.AtMost(3)
            ),
            new($"{offered}: p99 of what is refused, in ms", Spread.Of(during.RefusedPercentile(0.99)), "F1"),
            new($"{offered}: answers that are neither", Spread.Of(during.Failed), "N0", Target.AtMost(0)),
            new($"{offered}: growth of peak memory in MB", Spread.Of(growth), "F1", Target.AtMost(64)),
            new(
                $"{offered}: of another organization's {Polls:N0} polls a second, refused",
                Spread.Of(ofNeighbour.Refused + ofNeighbour.Failed),
                "N0",
                Target.AtMost(0)
            ),
            new(
                $"{offered}: p99 of another organization's polls, in ms",
                Spread.Of(ofNeighbour.Percentile(0.99)),
                "F1"
            ),
            new(
                "five seconds later, a tenth again: p99 over the p99 before",
                Spread.Of(after.Percentile(0.99) / before.Percentile(0.99)),
                "F2",
                Target.AtMost(1.5)
            ),
            new("five seconds later, a tenth again: refused", Spread.Of(after.Refused), "N0", Target.AtMost(0)),
        ];
    }

    /// <summary>Starts the service, with the limits off that are for one caller.</summary>
    public static Task<ServerProcess> Start(
        string program,
        string log,
        BenchDatabase database,
        CancellationToken cancellationToken
    ) =>
        ServerProcess.Start(
            program,
            [],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__Jobs"] = $"Data Source={database.File}",

                // One client stands for many: what is measured is what protects them all together.
                ["RateLimiting__RequestsPerSecondPerKey"] = "0",
                ["RateLimiting__ConcurrentRequestsPerOrganization"] = "0",
            },
            log,
            "/health/ready",
            cancellationToken
        );

    /// <summary>What came of it, the neighbour's polls and megabytes among it.</summary>
    private sealed record Measured(
        double Capacity,
        OfferedResult Before,
        OfferedResult During,
        OfferedResult OfNeighbour,
        OfferedResult After,
        double Growth
    );
}
