using System.Collections.Concurrent;
using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>
/// An open loop: so many requests a second, whether or not earlier ones are answered. This is how the world overloads a service;
/// a closed loop waits for it.
/// </summary>
internal sealed class OfferedLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly PlainConnection[] _connections;
    private readonly ConcurrentQueue<PlainConnection> _idle;

    private OfferedLoad(PlainConnection[] connections)
    {
        _connections = connections;
        _idle = new ConcurrentQueue<PlainConnection>(connections);
    }

    /// <summary>Connects.</summary>
    public static async Task<OfferedLoad> Open(
        Uri url,
        string key,
        int connections,
        CancellationToken cancellationToken
    )
    {
        List<PlainConnection> opened = [];
        for (var number = 0; number < connections; number++)
        {
            opened.Add(await PlainConnection.Open(url, key, cancellationToken));
        }

        return new OfferedLoad([.. opened]);
    }

    /// <summary>How much a service can do: some connections that ask again as soon as they are answered.</summary>
    /// <returns>Good answers in a second.</returns>
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
                            good += (await connection.Ask(cancellationToken)).Status == 200 ? 1 : 0;
                        }

                        return good;
                    })
                )
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Offers so many requests a second, for a while.</summary>
    public async Task<OfferedResult> Run(double perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var result = new OfferedResult(duration);
        var start = Stopwatch.GetTimestamp();
        var offered = 0L;
        using var timer = new PeriodicTimer(Tick);
        List<Task> asked = [];
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            for (var due = perSecond * Stopwatch.GetElapsedTime(start).TotalSeconds; offered < due; offered++)
            {
                // Without an idle connection it is not sent, which the rate that was sent shows.
                if (_idle.TryDequeue(out var connection))
                {
                    asked.Add(Ask(connection, result, cancellationToken));
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

    private async Task Ask(PlainConnection connection, OfferedResult result, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var (status, hasRetryAfter) = await connection.Ask(cancellationToken);
            result.Count(status, hasRetryAfter, start, Stopwatch.GetTimestamp());
            _idle.Enqueue(connection);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            result.CountBroken();
        }
    }
}
