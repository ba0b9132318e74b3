using System.CommandLine;
using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>
/// <c>alternate</c>: asks several things in turn, one at a time over one connection, so that all of them see the same machine,
/// and prints how long each takes.
/// </summary>
internal static class AlternateCommand
{
    public static Command Create()
    {
        var urls = KeyedOptions.Urls();
        var key = KeyedOptions.Key();
        var times = KeyedOptions.Number("--times", "How often each.", 1000);
        var warm = KeyedOptions.Number("--warm", "How often each before that, uncounted.", 100);

        var alternate = new Command("alternate", "Compare the latency of several requests.") { urls, key, times, warm };
        alternate.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new KeyedClient(parsed.GetRequiredValue(key), connections: 1);
                var asked = parsed.GetRequiredValue(urls).Select(url => new Asked(client, url)).ToArray();
                for (var turn = -parsed.GetValue(warm); turn < parsed.GetValue(times); turn++)
                {
                    foreach (var one in asked)
                    {
                        await one.Ask(isCounted: turn >= 0, cancellationToken);
                    }
                }

                foreach (var one in asked)
                {
                    await JsonLine.Print(parsed.InvocationConfiguration.Output, one.Result);
                }
            }
        );
        return alternate;
    }

    private sealed class Asked(KeyedClient client, Uri url)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private readonly Latencies _latencies = new();

        private int _errors;

        public AlternateResult Result =>
            new(url, _latencies.Count, _latencies.Percentile(0.5), _latencies.Percentile(0.95), _errors);

        public async Task Ask(bool isCounted, CancellationToken cancellationToken)
        {
            var start = Stopwatch.GetTimestamp();
            var succeeded = await client.TryGet(url, _buffer, cancellationToken);
            if (!succeeded)
            {
                _errors++;
            }
            else if (isCounted)
            {
                _latencies.Add(start, Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>What one of the things came to, in milliseconds. Errors are counted from the first turn on.</summary>
    private sealed record AlternateResult(Uri Url, int Requests, double P50Ms, double P95Ms, int Errors);
}
