using System.CommandLine;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary><c>peers</c>: compares the service with other job dashboards and writes the results page.</summary>
internal static class PeersCommand
{
    // Many pages are compared, and a few seconds are enough for their code to be optimized.
    private static readonly BenchSizes Full = BenchSizes.Full with { WarmSeconds = 4, LoadSeconds = 3 };

    public static Command Create()
    {
        var service = new Option<string>("--service") { Description = "The published service.", Required = true };
        var work = new Option<string>("--work")
        {
            Description = "A directory for databases and logs.",
            Required = true,
        };
        var bullBoard = new Option<string>("--bull-board")
        {
            Description =
                "The directory of the bull-board program with its packages. Without it, bull-board is skipped.",
        };
        var page = new Option<string>("--page") { Description = "The Markdown page to update with the results." };
        var quick = new Option<bool>("--quick") { Description = "Run a smoke test; its results are meaningless." };
        var peers = new Command("peers", "Compare the service with other job dashboards.")
        {
            service,
            work,
            bullBoard,
            page,
            quick,
        };
        peers.SetAction(
            async (parsed, cancellationToken) =>
            {
                var isQuick = parsed.GetValue(quick);
                var sizes = isQuick ? BenchSizes.Quick : Full;
                var run = new PeersRun(
                    new Bench(
                        parsed.GetRequiredValue(service),
                        parsed.GetRequiredValue(work),
                        sizes,
                        ILoadGenerator.Create(PeerMeasurement.Connections)
                    ),
                    parsed.GetValue(bullBoard),
                    parsed.InvocationConfiguration.Output
                );
                var missed = await run.Run(
                    isQuick ? [sizes.ShortList] : [sizes.ShortList, sizes.List],
                    parsed.GetValue(page),
                    cancellationToken
                );
                return missed == 0 || isQuick ? 0 : 1;
            }
        );
        return peers;
    }
}
