using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>alternate</c>: asks several things in turn over one connection and prints how long each takes.</summary>
internal static class AlternateCommand
{
    public static Command Create()
    {
        var urls = KeyedOptions.Urls();
        var key = KeyedOptions.Key();
        var times = KeyedOptions.Number("--times", "How often each.", 1000);
        var warm = KeyedOptions.Number("--warm", "How many seconds before that, uncounted.", 3);

        var alternate = new Command("alternate", "Compare the latency of several requests.") { urls, key, times, warm };
        alternate.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new KeyedClient(parsed.GetRequiredValue(key), connections: 1);
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

    /// <summary>What one of the requests came to, in milliseconds.</summary>
    private sealed record AlternateResult(Uri Url, int Requests, double P50Ms, double P95Ms);
}
