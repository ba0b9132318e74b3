using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>alternate</c>: alternates between several requests over one connection and prints the latency of each.</summary>
internal static class AlternateCommand
{
    public static Command Create()
    {
        var urls = SharedOptions.Urls();
        var key = SharedOptions.Key();
        var times = SharedOptions.Number("--times", "The number of requests to each URL.", 1000);
        var warm = SharedOptions.Number("--warm", "The warm-up in seconds.", 3);

        var alternate = new Command("alternate", "Compare the latency of several requests.") { urls, key, times, warm };
        alternate.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new ApiClient(parsed.GetRequiredValue(key), connections: 1);
                var asked = parsed.GetRequiredValue(urls);
                var latencies = await Alternation.Run(
                    [.. asked.Select(url => (client, url))],
                    parsed.GetValue(times),
                    TimeSpan.FromSeconds(parsed.GetValue(warm)),
                    cancellationToken
                );
                foreach (var (url, latency) in asked.Zip(latencies))
                {
                    await JsonLine.Print(
                        parsed.InvocationConfiguration.Output,
                        new AlternateResult(url, latency.Count, latency.Percentile(0.5), latency.Percentile(0.95))
                    );
                }
            }
        );
        return alternate;
    }

    /// <summary>The latency of one of the requests, in milliseconds.</summary>
    private sealed record AlternateResult(Uri Url, int Requests, double P50Ms, double P95Ms);
}
