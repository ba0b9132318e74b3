using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>The results page. Text outside of the markers is preserved.</summary>
internal sealed class PerformancePage(string file)
{
    private const string Begin = "<!-- measured: begin (build/bench.sh writes what follows) -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces the results of the last run.</summary>
    /// <exception cref="InvalidOperationException">The page does not contain the markers.</exception>
    public async Task Write(Bench bench, IReadOnlyList<Finding> findings, TimeSpan took)
    {
        var page = await File.ReadAllTextAsync(file);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException(
                $"--page {file}: the page must contain the markers '{Begin}' and '{End}'."
            );
        }

        var text = page[..(begin + Begin.Length)] + "\n\n" + TextOf(bench, findings, took) + "\n" + page[end..];
        await File.WriteAllTextAsync(file, text);
    }

    private static string TextOf(Bench bench, IReadOnlyList<Finding> findings, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, in {took.TotalMinutes:F0} minutes. {Environment.ProcessorCount} processors ({Processor()}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {SqliteVersion()}."
        );
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

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        const string Name = "model name";
        var line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }
}
