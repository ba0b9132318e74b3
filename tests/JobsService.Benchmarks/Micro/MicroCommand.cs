using System.CommandLine;
using BenchmarkDotNet.Running;

namespace JobsService.Benchmarks.Micro;

/// <summary><c>micro</c>: runs BenchmarkDotNet, which parses the remaining arguments.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var micro = new Command("micro", "Run the micro-benchmarks, e.g. micro --filter '*PageToken*' --job short.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        micro.SetAction(parsed =>
        {
            var summaries = BenchmarkSwitcher
                .FromAssembly(typeof(MicroCommand).Assembly)
                .Run([.. parsed.UnmatchedTokens]);
            return summaries.Any(summary => summary.Reports.Any(report => !report.Success)) ? 1 : 0;
        });
        return micro;
    }
}
