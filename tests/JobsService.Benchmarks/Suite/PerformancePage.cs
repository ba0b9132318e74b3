using System.Globalization;
using System.Text;

namespace JobsService.Benchmarks.Suite;

/// <summary>Writes the results of <c>bench</c> to the results page.</summary>
internal sealed class PerformancePage(string file)
{
    private const string Begin = "<!-- measured: begin (build/bench.sh writes what follows) -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces the results of the last run.</summary>
    /// <exception cref="InvalidOperationException">The page does not contain the markers.</exception>
    public Task Write(Bench bench, IReadOnlyList<Finding> findings, TimeSpan took) =>
        new MeasuredBlock(file, Begin, End).Replace(TextOf(bench, findings, took));

    private static string TextOf(Bench bench, IReadOnlyList<Finding> findings, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineDescription.Of(took));
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"The load generators ran on the same processors: {bench.Load.Name} for the compared requests/s, the client of JobsService.Benchmarks for all other results."
        );
        text.AppendLine();
        text.AppendLine("| work | measured (minimum / median / maximum) | target | met |");
        text.AppendLine("| --- | --- | --- | --- |");
        foreach (var finding in findings.OrderBy(finding => finding.Target is null))
        {
            text.AppendLine(finding.ToRow());
        }

        return text.ToString();
    }
}
