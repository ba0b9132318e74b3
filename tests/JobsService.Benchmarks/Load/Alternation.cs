using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>Several requests in turn, one at a time, so that all of them see the same machine.</summary>
internal static class Alternation
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Asks each of them that often, after as many times that do not count.</summary>
    /// <returns>How long each took, in the order of the requests.</returns>
    /// <exception cref="InvalidOperationException">An answer was no good.</exception>
    public static async Task<IReadOnlyList<Latencies>> Run(
        IReadOnlyList<(KeyedClient Client, Uri Url)> requests,
        int times,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferSize];
        Latencies[] latencies = [.. requests.Select(_ => new Latencies())];
        for (var turn = -times; turn < times; turn++)
        {
            for (var index = 0; index < requests.Count; index++)
            {
                var (client, url) = requests[index];
                var start = Stopwatch.GetTimestamp();
                if (!await client.TryGet(url, buffer, cancellationToken))
                {
                    throw new InvalidOperationException($"{url} gives no good answer.");
                }

                if (turn >= 0)
                {
                    latencies[index].Add(start, Stopwatch.GetTimestamp());
                }
            }
        }

        return latencies;
    }
}
