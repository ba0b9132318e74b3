using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace JobsService.Benchmarks.Suite;

/// <summary>The load generator wrk, which uses less CPU time than the servers that it measures.</summary>
internal sealed partial class WrkLoad(int connections) : ILoadGenerator
{
    private const string Program = "wrk";

    public string Name => Program;

    /// <summary>Whether wrk is installed on this machine.</summary>
    public static bool IsInstalled()
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
            $"-c{connections}",
            $"-d{duration.TotalSeconds:F0}s",
            // By default, wrk counts responses that take longer than two seconds as errors.
            "--timeout",
            "60s",
            "-H",
            $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key))}",
            url.ToString(),
        ];
        var output = string.Join('\n', await CommandProcess.Run(Program, arguments, database: null, cancellationToken));
        return Rate().Match(output) is { Success: true } rate && !Errors().IsMatch(output)
            ? double.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"wrk reported failed requests to {url}: {output}");
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex("Non-2xx|Socket errors", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Errors();
}
