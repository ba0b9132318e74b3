using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>A closed-loop load: each connection sends its next request when it has read the whole response.</summary>
internal sealed class ClosedLoopLoad(ApiClient client, Uri url)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Runs the load, and counts every request that is sent after the warm-up, even if its response is late.</summary>
    /// <param name="connections">The number of connections.</param>
    /// <param name="warm">The duration of the warm-up.</param>
    /// <param name="measured">The duration of the measurement.</param>
    /// <param name="cancellationToken">Cancels the load.</param>
    public async Task<LoadResult> Run(
        int connections,
        TimeSpan warm,
        TimeSpan measured,
        CancellationToken cancellationToken
    )
    {
        var begin = Stopwatch.GetTimestamp() + (long)(warm.TotalSeconds * Stopwatch.Frequency);
        var end = begin + (long)(measured.TotalSeconds * Stopwatch.Frequency);
        var loops = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => Loop(begin, end, cancellationToken)))
        );

        var latencies = new Latencies();
        foreach (var loop in loops)
        {
            latencies.Add(loop.Latencies);
        }

        return new LoadResult(
            latencies.Count,
            Math.Round(loops.Sum(loop => loop.InTime) / measured.TotalSeconds, 1),
            latencies.Percentile(0.5),
            latencies.Percentile(0.95),
            latencies.Percentile(0.99),
            loops.Sum(loop => loop.Errors)
        );
    }

    /// <summary>Runs the load, and requires that every request succeeds.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public async Task<LoadResult> RunWithoutErrors(
        int connections,
        TimeSpan warm,
        TimeSpan measured,
        CancellationToken cancellationToken
    )
    {
        var result = await Run(connections, warm, measured, cancellationToken);
        return result.Errors == 0
            ? result
            : throw new InvalidOperationException(
                $"{result.Errors} requests to {url} failed: expected complete responses with status 200."
            );
    }

    private async Task<(Latencies Latencies, int InTime, int Errors)> Loop(
        long begin,
        long end,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferSize];
        var latencies = new Latencies();
        var (inTime, errors) = (0, 0);
        while (Stopwatch.GetTimestamp() is var asked && asked < end)
        {
            var succeeded = await client.TryGet(url, buffer, cancellationToken);
            var answered = Stopwatch.GetTimestamp();
            if (asked < begin)
            {
                continue;
            }

            if (succeeded)
            {
                latencies.Add(asked, answered);
                inTime += answered < end ? 1 : 0;
            }
            else
            {
                errors++;
            }
        }

        return (latencies, inTime, errors);
    }
}
