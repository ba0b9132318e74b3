using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>The latencies of all requests, which makes percentiles exact.</summary>
internal sealed class Latencies
{
    private readonly List<long> _ticks = [];

    private bool _sorted;

    public int Count => _ticks.Count;

    /// <summary>Adds a request that lasted from one <see cref="Stopwatch.GetTimestamp"/> to another.</summary>
    public void Add(long start, long end)
    {
        _ticks.Add(end - start);
        _sorted = false;
    }

    public void Add(Latencies others)
    {
        _ticks.AddRange(others._ticks);
        _sorted = false;
    }

    /// <summary>Returns a percentile in milliseconds; <paramref name="share"/> is between 0 and 1.</summary>
    /// <exception cref="InvalidOperationException">There are no latencies.</exception>
    public double Percentile(double share)
    {
        if (!_sorted)
        {
            _ticks.Sort();
            _sorted = true;
        }

        return _ticks.Count > 0
            ? Milliseconds(Stopwatch.GetElapsedTime(0, _ticks[(int)Math.Ceiling(share * _ticks.Count) - 1]))
            : throw new InvalidOperationException("There is no latency: no request succeeded.");
    }

    /// <summary>Converts to milliseconds, rounded for output.</summary>
    public static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
