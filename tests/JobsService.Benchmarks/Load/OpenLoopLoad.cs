using System.Collections.Concurrent;
using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>
/// An open-loop load: sends requests at a fixed rate, whether or not earlier ones are answered. Unlike a closed loop, it can
/// overload a service, as independent clients do.
/// </summary>
internal sealed class OpenLoopLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly MinimalConnection[] _connections;
    private readonly ConcurrentQueue<MinimalConnection> _idle;

    private OpenLoopLoad(MinimalConnection[] connections)
    {
        _connections = connections;
        _idle = new ConcurrentQueue<MinimalConnection>(connections);
    }

    /// <summary>Opens the connections.</summary>
    public static async Task<OpenLoopLoad> Open(
        Uri url,
        string key,
        int connections,
        CancellationToken cancellationToken
    )
    {
        List<MinimalConnection> opened = [];
        for (var number = 0; number < connections; number++)
        {
            opened.Add(await MinimalConnection.Open(url, key, cancellationToken));
        }

        return new OpenLoopLoad([.. opened]);
    }

    /// <summary>Measures the capacity of a service with a closed loop.</summary>
    /// <returns>The number of responses with status 200 per second.</returns>
    public async Task<double> Saturate(int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            _connections
                .Take(connections)
                .Select(connection =>
                    Task.Run(async () =>
                    {
                        var good = 0;
                        while (Stopwatch.GetElapsedTime(start) < duration)
                        {
                            good += (await connection.Send(cancellationToken)).Status == 200 ? 1 : 0;
                        }

                        return good;
                    })
                )
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Sends requests at the given rate.</summary>
    public async Task<OpenLoopResult> Run(double perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var result = new OpenLoopResult(duration);
        var start = Stopwatch.GetTimestamp();
        var offered = 0L;
        using var timer = new PeriodicTimer(Tick);
        List<Task> asked = [];
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            for (var due = perSecond * Stopwatch.GetElapsedTime(start).TotalSeconds; offered < due; offered++)
            {
                // If no connection is idle, the request is skipped, which lowers SentPerSecond.
                if (_idle.TryDequeue(out var connection))
                {
                    asked.Add(Send(connection, result, cancellationToken));
                }
            }
        }

        await Task.WhenAll(asked);
        return result;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private async Task Send(MinimalConnection connection, OpenLoopResult result, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var (status, hasRetryAfter) = await connection.Send(cancellationToken);
            result.Count(status, hasRetryAfter, start, Stopwatch.GetTimestamp());
            _idle.Enqueue(connection);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            result.CountBroken();
        }
    }
}
