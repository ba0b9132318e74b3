using System.CommandLine;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>
/// <c>attacks</c>: measures the polls of one organization during attacks of others: slow request bodies of one key, slow clients of
/// two organizations, and a thousand busy connections. The service has its default limits.
/// </summary>
internal static class AttacksCommand
{
    private const string PollRoute = "/ga/api/v2/jobs/unfinished?page_token=&per_page=20";
    private const double PollsPerSecond = 5;
    private const double WarmUpPerSecond = 200;
    private const int Organizations = 4;

    // 20 MB per organization's list, which is larger than the socket buffers.
    private const int Jobs = 200_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    // The time until 280 lists have filled the socket buffers.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work") { Description = "A directory for the database.", Required = true };
        var attacks = new Command("attacks", "Measure the polls of one organization while others attack the service.")
        {
            service,
            work,
        };
        attacks.SetAction(
            async (parsed, cancellationToken) =>
            {
                var findings = await Measure(
                    parsed.GetRequiredValue(service),
                    parsed.GetRequiredValue(work),
                    cancellationToken
                );
                foreach (var finding in findings)
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(finding.ToRow());
                }

                return findings.Any(finding => finding.IsMissed) ? 1 : 0;
            }
        );
        return attacks;
    }

    private static async Task<IReadOnlyList<Finding>> Measure(
        string program,
        string work,
        CancellationToken cancellationToken
    )
    {
        var database = new BenchDatabase(program, Path.Combine(work, "attacks.db"), Jobs, Organizations);
        await database.Create(cancellationToken);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Jobs"] = $"Data Source={database.File}",
        };
        var log = Path.Combine(work, "attacks.log");
        await using var server = await ServerProcess.Start(
            program,
            [],
            environment,
            log,
            "/health/ready",
            cancellationToken
        );
        string[] attackers =
        [
            await database.CreateKey(2, cancellationToken),
            await database.CreateKey(3, cancellationToken),
        ];
        using var polls = await OpenLoopLoad.Open(
            new Uri(server.Address, PollRoute),
            await database.CreateKey(4, cancellationToken),
            connections: 64,
            cancellationToken
        );

        // Below the rate limit of a key, so that it does not refuse polls of the measurement.
        await polls.Run(WarmUpPerSecond, WarmUp, cancellationToken);
        return await Measure(server.Address, attackers, polls, cancellationToken);
    }

    private static async Task<IReadOnlyList<Finding>> Measure(
        Uri address,
        string[] attackers,
        OpenLoopLoad polls,
        CancellationToken cancellationToken
    )
    {
        return
        [
            .. await During(
                "20 slow bodies of one key",
                stop => Task.WhenAll(Times(20, () => SlowClient.SendBody(address, attackers[0], stop)))
            ),
            .. await During(
                "140 slow clients of each of two organizations",
                stop =>
                    Task.WhenAll(attackers.SelectMany(key => Times(140, () => SlowClient.ReadList(address, key, stop))))
            ),
            .. await During(
                "1,000 busy connections of one key",
                async stop =>
                {
                    var url = new Uri(address, PollRoute);
                    using var flood = await OpenLoopLoad.Open(url, attackers[0], connections: 1000, stop);
                    await flood.Saturate(connections: 1000, Lead + Duration, CancellationToken.None);
                }
            ),
        ];

        async Task<Finding[]> During(string attack, Func<CancellationToken, Task> run)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var attacking = run(stop.Token);
            await Task.Delay(Lead, cancellationToken);
            var result = await polls.Run(PollsPerSecond, Duration, cancellationToken);
            await stop.CancelAsync();
            await attacking;
            return
            [
                new(
                    $"{attack}: refused polls of another organization ({PollsPerSecond:N0}/s)",
                    Spread.Of(result.Refused),
                    "N0",
                    Target.AtMost(0)
                ),
                new($"{attack}: failed polls", Spread.Of(result.Failed), "N0", Target.AtMost(0)),
                new($"{attack}: p99 of the polls in ms", Spread.Of(result.Percentile(0.99)), "F1"),
            ];
        }
    }

    private static IEnumerable<Task> Times(int count, Func<Task> start) =>
        Enumerable.Range(0, count).Select(_ => start());
}
