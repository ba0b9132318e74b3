using System.Diagnostics;

namespace JobsService.Benchmarks.Load;

/// <summary>How long requests took: every one of them, so that a percentile is exact.</summary>
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

    /// <summary>The time, in milliseconds, within which that share of the requests was answered.</summary>
    /// <exception cref="InvalidOperationException">There was no request.</exception>
    public double Percentile(double share)
    {
        if (!_sorted)
        {
            _ticks.Sort();
            _sorted = true;
        }

        return _ticks.Count > 0
            ? Milliseconds(Stopwatch.GetElapsedTime(0, _ticks[(int)Math.Ceiling(share * _ticks.Count) - 1]))
            : throw new InvalidOperationException("Nothing was answered.");
    }

    /// <summary>In the precision in which times are printed.</summary>
    public static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
