using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace JobsService.Benchmarks.Suite;

/// <summary>wrk, which costs less than what it measures.</summary>
internal sealed partial class WrkLoad : ILoadGenerator
{
    private const string Program = "wrk";

    public string Name => Program;

    /// <summary>Whether this machine has it.</summary>
    public static bool IsThere()
    {
        try
        {
            using var version = Process.Start(
                new ProcessStartInfo(Program, "-v") { RedirectStandardOutput = true, UseShellExecute = false }
            );
            return version is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public async Task<double> RequestsPerSecond(
        Uri url,
        string key,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "-t1",
            $"-c{UnfinishedMeasurement.Connections}",
            $"-d{duration.TotalSeconds:F0}s",
            "-H",
            $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key))}",
            url.ToString(),
        ];
        var output = string.Join('\n', await CommandProcess.Run(Program, arguments, database: null, cancellationToken));
        return Rate().Match(output) is { Success: true } rate && !Errors().IsMatch(output)
            ? double.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Answers of {url} were no good: {output}");
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex("Non-2xx|Socket errors", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Errors();
}
