using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>A closed loop: each connection asks, reads the whole answer, and asks again.</summary>
internal sealed class LoadRun(KeyedClient client, Uri url)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Asks for a while, and counts what was asked after the first part of it, however late the answer.</summary>
    /// <param name="connections">How many loops.</param>
    /// <param name="warm">How long nothing is counted.</param>
    /// <param name="measured">How long after that everything is.</param>
    /// <param name="cancellationToken">Stops it.</param>
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

    /// <summary>The same, where every answer has to be good.</summary>
    /// <exception cref="InvalidOperationException">One was not.</exception>
    public async Task<LoadResult> RunWell(
        int connections,
        TimeSpan warm,
        TimeSpan measured,
        CancellationToken cancellationToken
    )
    {
        var result = await Run(connections, warm, measured, cancellationToken);
        return result.Errors == 0
            ? result
            : throw new InvalidOperationException($"{result.Errors} answers of {url} were no good.");
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
