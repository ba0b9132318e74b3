using System.CommandLine;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary><c>overload</c>: offers the service more load than its capacity, and measures latency, rejections and recovery.</summary>
internal static class OverloadCommand
{
    private const string Route = "/ga/api/v2/jobs/all";
    private const string PollRoute = "/ga/api/v2/jobs/unfinished?page_token=&per_page=20";
    private const double PollsPerSecond = 5;
    private const int Jobs = 100_000;
    private const int Organizations = 100;
    private const int SaturatingConnections = 32;
    private const int Connections = 1000;
    private const double OverloadFactor = 4;
    private const double LightShare = 0.1;

    // JIT compilation is slow on one processor.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Saturation = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Light = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work") { Description = "A directory for the database.", Required = true };
        var seconds = SharedOptions.Number("--seconds", "The duration of the overload in seconds.", 60);
        var overload = new Command("overload", "Offer the service four times its capacity.") { service, work, seconds };
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
        using var load = await OpenLoopLoad.Open(
            url,
            await database.CreateKey(2, cancellationToken),
            Connections,
            cancellationToken
        );

        using var neighbour = await OpenLoopLoad.Open(
            new Uri(server.Address, PollRoute),
            await database.CreateKey(3, cancellationToken),
            SaturatingConnections,
            cancellationToken
        );

        // Warms up the connections of the other organization.
        await neighbour.Saturate(connections: 1, TimeSpan.FromSeconds(1), cancellationToken);
        await load.Saturate(SaturatingConnections, WarmUp, cancellationToken);
        var capacity = await load.Saturate(SaturatingConnections, Saturation, cancellationToken);
        var light = capacity * LightShare;
        var before = await load.Run(light, Light, cancellationToken);
        var memory = server.Memory;
        var neighbours = neighbour.Run(PollsPerSecond, duration, cancellationToken);
        var during = await load.Run(capacity * OverloadFactor, duration, cancellationToken);
        var ofNeighbour = await neighbours;
        var growth = (server.PeakMemory - memory) / 1e6;
        await Task.Delay(Recovery, cancellationToken);
        var after = await load.Run(light, Light, cancellationToken);

        return Judge(new Measured(capacity, before, during, ofNeighbour, after, growth), duration);
    }

    private static List<Finding> Judge(Measured measured, TimeSpan duration)
    {
        var (capacity, before, during, ofNeighbour, after, growth) = measured;
        var offered =
            $"{OverloadFactor:N0} times the capacity, {during.SentPerSecond:N0}/s, for {duration.TotalSeconds:N0} s";
        return
        [
            new("capacity in lists of 1,000 jobs/s", Spread.Of(capacity), "N0"),
            new("10 % of the capacity: p99 in ms", Spread.Of(before.Percentile(0.99)), "F1"),
            new(
                $"{offered}: sent requests/s over the capacity",
                Spread.Of(during.SentPerSecond / capacity),
                "F2",
                Target.AtLeast(0.95 * OverloadFactor)
            ),
            new($"{offered}: accepted/s", Spread.Of(during.Accepted / duration.TotalSeconds), "N0"),
            new($"{offered}: p50 of accepted requests in ms", Spread.Of(during.Percentile(0.5)), "F1"),
            new($"{offered}: p99 of accepted requests in ms", Spread.Of(during.Percentile(0.99)), "F1"),
            new(
                $"{offered}: p99 of accepted requests over the p99 at 10 % of the capacity",
                Spread.Of(during.Percentile(0.99) / before.Percentile(0.99)),
                "F2",
                Target.AtMost(3)
            ),
            new($"{offered}: p99 of refused requests in ms", Spread.Of(during.RefusedPercentile(0.99)), "F1"),
            new($"{offered}: failed requests", Spread.Of(during.Failed), "N0", Target.AtMost(0)),
            new($"{offered}: growth of peak memory in MB", Spread.Of(growth), "F1", Target.AtMost(64)),
            new(
                $"{offered}: refused polls of another organization ({PollsPerSecond:N0}/s)",
                Spread.Of(ofNeighbour.Refused + ofNeighbour.Failed),
                "N0",
                Target.AtMost(0)
            ),
            new(
                $"{offered}: p99 of the polls of another organization in ms",
                Spread.Of(ofNeighbour.Percentile(0.99)),
                "F1"
            ),
            new(
                "five seconds later, 10 % of the capacity: p99 over the p99 before the overload",
                Spread.Of(after.Percentile(0.99) / before.Percentile(0.99)),
                "F2",
                Target.AtMost(1.5)
            ),
            new(
                "five seconds later, 10 % of the capacity: refused requests",
                Spread.Of(after.Refused),
                "N0",
                Target.AtMost(0)
            ),
        ];
    }

    /// <summary>Starts the service without the limits per caller.</summary>
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

                // One client simulates many, so that only admission control limits its requests.
                ["RateLimiting__RequestsPerSecondPerKey"] = "0",
                ["RateLimiting__ConcurrentRequestsPerOrganization"] = "0",
            },
            log,
            "/health/ready",
            cancellationToken
        );

    /// <summary>The results: capacity in requests/s, memory growth in MB.</summary>
    private sealed record Measured(
        double Capacity,
        OpenLoopResult Before,
        OpenLoopResult During,
        OpenLoopResult OfNeighbour,
        OpenLoopResult After,
        double Growth
    );
}
