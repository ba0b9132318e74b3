using System.Globalization;
using System.Text;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>Writes the results of <c>peers</c> to the results page.</summary>
internal sealed class PeersPage(string file)
{
    private const string Begin = "<!-- measured peers: begin (build/peers.sh writes what follows) -->";
    private const string End = "<!-- measured peers: end -->";

    /// <summary>Replaces the results of the last run.</summary>
    /// <param name="bench">The context of the run.</param>
    /// <param name="programs">The descriptions of the measured programs.</param>
    /// <param name="results">The results for each number of jobs.</param>
    /// <param name="took">The duration of the run.</param>
    /// <exception cref="InvalidOperationException">The page does not contain the markers.</exception>
    public Task Write(Bench bench, IReadOnlyList<string> programs, IReadOnlyList<PeerResult> results, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineDescription.Of(took));
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Measured were {string.Join(", ", programs)}. The load generator {bench.Load.Name} ran on the same processors with {PeerMeasurement.Connections} connections, in {bench.Sizes.Rounds} rounds of {bench.Sizes.LoadSeconds} seconds for each page, or {PeerMeasurement.SlowFactor} times as long for a page that is returned less than {PeerMeasurement.SlowRate} times per second."
        );
        text.AppendLine();
        text.Append(PeerTable.Of(results));
        text.AppendLine();
        text.AppendLine("| work | measured (minimum / median / maximum) | target | met |");
        text.AppendLine("| --- | --- | --- | --- |");
        foreach (var finding in results.SelectMany(PeerFindings.Of).OrderBy(finding => finding.Target is null))
        {
            text.AppendLine(finding.ToRow());
        }

        return new MeasuredBlock(file, Begin, End).Replace(text.ToString());
    }
}
