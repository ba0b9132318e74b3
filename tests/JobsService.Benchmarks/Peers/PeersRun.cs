using System.Diagnostics;
using System.Globalization;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>A comparison of the service with other job dashboards.</summary>
/// <param name="bench">The context of the run.</param>
/// <param name="bullBoard">The directory of the bull-board program, or null to skip it.</param>
/// <param name="output">The progress output.</param>
internal sealed class PeersRun(Bench bench, string? bullBoard, TextWriter output)
{
    /// <summary>Measures all programs with each number of jobs, and writes the results.</summary>
    /// <returns>The number of targets that were missed.</returns>
    public async Task<int> Run(IReadOnlyList<int> sizes, string? page, CancellationToken cancellationToken)
    {
        // The format of the page must not depend on the machine's culture.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var start = Stopwatch.GetTimestamp();
        List<PeerResult> results = [];
        IReadOnlyList<string> programs = [];
        foreach (var jobs in sizes)
        {
            List<IPeer> peers = [];
            try
            {
                await StartAll(jobs, peers, cancellationToken);
                programs = [.. peers.Select(peer => peer.Description)];
                var result = await new PeerMeasurement(bench).Measure(jobs, peers, cancellationToken);
                await output.WriteLineAsync(PeerTable.Of([result]));
                results.Add(result);
            }
            finally
            {
                foreach (var peer in peers)
                {
                    await peer.DisposeAsync();
                }
            }
        }

        var findings = results.SelectMany(PeerFindings.Of).ToList();
        foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding.ToRow());
        }

        if (page is not null)
        {
            await new PeersPage(page).Write(bench, programs, results, Stopwatch.GetElapsedTime(start));
        }

        var missed = findings.Count(finding => finding.IsMissed);
        await output.WriteLineAsync($"== {missed} targets missed, in {Stopwatch.GetElapsedTime(start)}");
        return missed;
    }

    /// <summary>Starts the programs one after another, and adds each to the list, so that it is stopped if a later one fails.</summary>
    private async Task StartAll(int jobs, List<IPeer> peers, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"== {jobs:N0} jobs");
        peers.Add(await ServicePeer.Start(bench, jobs, cancellationToken));
        peers.Add(await HangfirePeer.Start(bench, jobs, cancellationToken));
        if (bullBoard is not null)
        {
            peers.Add(await BullBoardPeer.Start(bench, bullBoard, jobs, cancellationToken));
        }

        await output.WriteLineAsync($"   measuring {string.Join(", ", peers.Select(peer => peer.Description))}");
    }
}
