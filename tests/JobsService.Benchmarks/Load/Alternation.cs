using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>Alternates between several requests, one at a time, so that changes of the machine's speed affect all of them.</summary>
internal static class Alternation
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Sends each request <paramref name="times"/> times, after a warm-up.</summary>
    /// <returns>The latencies of each request, in the order of the requests.</returns>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public static async Task<IReadOnlyList<Latencies>> Run(
        IReadOnlyList<(ApiClient Client, Uri Url)> requests,
        int times,
        TimeSpan warm,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferSize];
        Latencies[] latencies = [.. requests.Select(_ => new Latencies())];
        var begin = Stopwatch.GetTimestamp() + (long)(warm.TotalSeconds * Stopwatch.Frequency);
        while (latencies[^1].Count < times)
        {
            var isCounted = Stopwatch.GetTimestamp() >= begin;
            for (var index = 0; index < requests.Count; index++)
            {
                var (client, url) = requests[index];
                var start = Stopwatch.GetTimestamp();
                if (!await client.TryGet(url, buffer, cancellationToken))
                {
                    throw new InvalidOperationException(
                        $"GET {url} failed: expected a complete response with status 200."
                    );
                }

                if (isCounted)
                {
                    latencies[index].Add(start, Stopwatch.GetTimestamp());
                }
            }
        }

        return latencies;
    }
}
