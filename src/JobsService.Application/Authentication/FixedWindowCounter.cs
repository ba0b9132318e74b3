namespace JobsService.Application.Authentication;

/// <summary>
/// Counts in windows of time, for so many different things at most; those beyond are not counted until the next window. So its
/// memory has a bound that nobody can move.
/// </summary>
/// <param name="length">How long a window is.</param>
/// <param name="capacity">The greatest number of things.</param>
/// <param name="time">The clock.</param>
public sealed class FixedWindowCounter<T>(TimeSpan length, int capacity, TimeProvider time)
    where T : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<T, int> _counts = [];

    private long _begin = time.GetTimestamp();

    // Read without the lock: where nothing was counted, which is the rule, nobody waits.
    private volatile bool _isEmpty = true;

    /// <summary>How often a thing was counted in this window.</summary>
    public int Count(T thing)
    {
        if (_isEmpty)
        {
            return 0;
        }

        lock (_lock)
        {
            Turn();
            return _counts.GetValueOrDefault(thing);
        }
    }

    /// <summary>Counts a thing, and returns how often it was counted in this window, and how long that still lasts.</summary>
    public (int Count, TimeSpan Left) Add(T thing)
    {
        lock (_lock)
        {
            Turn();
            var count = _counts.GetValueOrDefault(thing) + 1;
            if (count > 1 || _counts.Count < capacity)
            {
                _counts[thing] = count;
                _isEmpty = false;
            }

            return (count, length - time.GetElapsedTime(_begin));
        }
    }

    /// <summary>Begins a new window.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _counts.Clear();
            _isEmpty = true;
            _begin = time.GetTimestamp();
        }
    }

    private void Turn()
    {
        if (time.GetElapsedTime(_begin) >= length)
        {
            Clear();
        }
    }
}
