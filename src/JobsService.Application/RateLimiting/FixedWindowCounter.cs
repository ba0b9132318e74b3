namespace JobsService.Application.RateLimiting;

/// <summary>
/// A fixed window counter per key. At most <paramref name="capacity"/> keys are counted in a window, so that memory is bounded
/// whatever clients send; further keys are not counted until the next window.
/// </summary>
/// <param name="length">The length of a window.</param>
/// <param name="capacity">The maximum number of keys.</param>
/// <param name="time">The clock.</param>
public sealed class FixedWindowCounter<TKey>(TimeSpan length, int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, int> _counts = [];

    private long _begin = time.GetTimestamp();

    // Read without the lock, so that there is no contention in the usual case of an empty counter.
    private volatile bool _isEmpty = true;

    /// <summary>Returns the count of a key in the current window.</summary>
    public int Count(TKey key)
    {
        if (_isEmpty)
        {
            return 0;
        }

        lock (_lock)
        {
            StartWindowIfDue();
            return _counts.GetValueOrDefault(key);
        }
    }

    /// <summary>Increments the count of a key.</summary>
    /// <returns>The count in the current window, and the remaining time of the window.</returns>
    public (int Count, TimeSpan Remaining) Add(TKey key)
    {
        lock (_lock)
        {
            StartWindowIfDue();
            var count = _counts.GetValueOrDefault(key) + 1;
            if (count > 1 || _counts.Count < capacity)
            {
                _counts[key] = count;
                _isEmpty = false;
            }

            return (count, length - time.GetElapsedTime(_begin));
        }
    }

    /// <summary>Starts a new window.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _counts.Clear();
            _isEmpty = true;
            _begin = time.GetTimestamp();
        }
    }

    private void StartWindowIfDue()
    {
        if (time.GetElapsedTime(_begin) >= length)
        {
            Clear();
        }
    }
}
