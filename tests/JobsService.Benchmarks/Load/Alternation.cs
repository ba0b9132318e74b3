using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>Several requests in turn, one at a time, so that all of them see the same machine.</summary>
internal static class Alternation
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Asks each of them that often, after a while that does not count.</summary>
    /// <returns>How long each took, in the order of the requests.</returns>
    /// <exception cref="InvalidOperationException">An answer was no good.</exception>
    public static async Task<IReadOnlyList<Latencies>> Run(
        IReadOnlyList<(KeyedClient Client, Uri Url)> requests,
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
                    throw new InvalidOperationException($"{url} gives no good answer.");
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
