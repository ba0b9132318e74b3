using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>
/// Computes the statistics of each scope once at a time and keeps them for ten times as long as this took, at least for
/// <see cref="MinLifetime"/>. So the statistics of a scope occupy the database for less than a tenth of the time, however often they
/// are requested.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class JobStatisticsCache(TimeProvider time)
{
    /// <summary>The minimum time for which a result is kept.</summary>
    public static readonly TimeSpan MinLifetime = TimeSpan.FromSeconds(1);

    /// <summary>The maximum number of results; with more, the oldest is dropped and computed again sooner.</summary>
    public const int MaxResults = 1000;

    private const int LifetimeFactor = 10;

    private readonly Lock _lock = new();

    // The role is part of the key, so that a condition that applies to one role only could not leak through the cache.
    private readonly Dictionary<(long? OrganizationId, bool IsOfSystemAdmin), Entry> _entries = [];

    /// <summary>The number of results, including those that are being computed.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// Returns the statistics of a scope, from the cache or from a computation that concurrent callers share. While a result is computed
    /// again, only the first caller waits for it; others get the previous one.
    /// </summary>
    /// <param name="scope">The scope.</param>
    /// <param name="compute">
    /// Computes the statistics. It continues when a caller is cancelled. If it fails, all callers that wait get its exception, and the
    /// next caller computes again.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait of this caller only.</param>
    public Task<JobStatistics> Get(
        OrganizationScope scope,
        Func<Task<JobStatistics>> compute,
        CancellationToken cancellationToken
    )
    {
        var key = (scope.OrganizationId, scope.IsOfSystemAdmin);
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out entry) || IsOutdated(entry))
            {
                var previous = entry is not null && IsRecent(entry) ? entry.Result.Task : null;
                MakeRoom();
                _entries[key] = entry = new Entry { Previous = previous };
                _ = Compute(key, entry, compute);
            }
            else if (!entry.IsComputed && entry.Previous is { } previous)
            {
                // Each caller that waited would hold a permit for the database, and other organizations would wait for them.
                return previous;
            }
        }

        return entry.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task Compute((long?, bool) key, Entry entry, Func<Task<JobStatistics>> compute)
    {
        // SQLite's driver blocks its thread. The caller must release the lock, and be able to stop waiting.
        await Task.Yield();
        try
        {
            var start = time.GetTimestamp();
            var statistics = await compute();
            entry.ComputedAt = time.GetTimestamp();
            var duration = time.GetElapsedTime(start, entry.ComputedAt);
            entry.Lifetime = duration * LifetimeFactor > MinLifetime ? duration * LifetimeFactor : MinLifetime;
            entry.Previous = null;
            entry.Result.SetResult(statistics);
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                _entries.Remove(key);
            }

            entry.Result.SetException(exception);
        }
    }

    private void MakeRoom()
    {
        foreach (var (key, entry) in _entries)
        {
            if (IsOutdated(entry))
            {
                _entries.Remove(key);
            }
        }

        // A computation is never dropped: its scope would be computed twice at the same time.
        if (
            _entries.Count >= MaxResults
            && _entries.Where(entry => entry.Value.IsComputed).ToList() is { Count: > 0 } computed
        )
        {
            _entries.Remove(computed.MinBy(entry => entry.Value.ComputedAt).Key);
        }
    }

    private bool IsOutdated(Entry entry) => entry.IsComputed && time.GetElapsedTime(entry.ComputedAt) >= entry.Lifetime;

    // Otherwise the first requests after a long pause would get numbers of different ages.
    private bool IsRecent(Entry entry) => time.GetElapsedTime(entry.ComputedAt) < 2 * entry.Lifetime;

    private sealed class Entry
    {
        /// <summary>The result that concurrent callers get during the computation; null if there is none.</summary>
        public Task<JobStatistics>? Previous { get; set; }

        /// <summary>The result, set after the other properties.</summary>
        public TaskCompletionSource<JobStatistics> Result { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsComputed => Result.Task.IsCompleted;

        public long ComputedAt { get; set; }

        public TimeSpan Lifetime { get; set; }
    }
}
