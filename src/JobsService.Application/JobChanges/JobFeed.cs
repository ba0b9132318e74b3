using JobsService.Application.Availability;
using JobsService.Application.Scoping;

namespace JobsService.Application.JobChanges;

/// <summary>
/// Notices changes for all clients that wait for them. It asks the database for its position at a short interval, and reads the
/// changes of each scope once for all its listeners, at most once a second. Nothing is read when nobody listens.
/// </summary>
/// <param name="changes">The changes.</param>
/// <param name="metrics">Receives the lag.</param>
/// <param name="time">The clock.</param>
internal sealed class JobFeed(IJobChangeRepository changes, JobFeedMetrics metrics, TimeProvider time) : IDisposable
{
    /// <summary>The minimum time between two reads of the changes of a scope.</summary>
    public static readonly TimeSpan ReadInterval = TimeSpan.FromSeconds(1);

    // Reads of several scopes at the same time: few, because requests use the same database.
    private const int ReadsAtOnce = 4;

    private readonly Lock _lock = new();

    // The role is part of the key, so that a condition that applies to one role only could not leak to another.
    private readonly Dictionary<(long? OrganizationId, bool IsOfSystemAdmin), ScopeFeed> _feeds = [];

    // Slow listeners read for themselves, because the feed keeps recent changes only.
    private readonly SemaphoreSlim _catchUp = new(ReadsAtOnce);

    private readonly FeedLag _lag = new(time);
    private bool _isRunning;
    private volatile bool _isDisposed;

    /// <summary>The number of listeners.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Values.Sum(feed => feed.Listeners);
            }
        }
    }

    /// <summary>Begins to listen to the changes in a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="latest">A <see cref="ChangePosition.Latest"/> that the caller has read.</param>
    /// <returns>The listener. The caller disposes it.</returns>
    public JobFeedListener Listen(OrganizationScope scope, long latest)
    {
        lock (_lock)
        {
            var key = (scope.OrganizationId, scope.IsOfSystemAdmin);
            if (!_feeds.TryGetValue(key, out var feed))
            {
                _feeds.Add(key, feed = new ScopeFeed(scope, latest, changes, _catchUp, metrics, time));
            }

            feed.Listeners++;
            metrics.CountListener(1);
            if (!_isRunning)
            {
                _isRunning = true;
                _lag.Reset();
                _ = Run();
            }

            return new JobFeedListener(feed, () => Leave(key, feed));
        }
    }

    /// <summary>Stops reading. Listeners get nothing more.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _catchUp.Dispose();
    }

    private void Leave((long?, bool) key, ScopeFeed feed)
    {
        lock (_lock)
        {
            metrics.CountListener(-1);
            feed.Listeners--;
            if (feed.Listeners == 0 && _feeds.GetValueOrDefault(key) == feed)
            {
                _feeds.Remove(key);
            }
        }
    }

    private async Task Run()
    {
        using var timer = new PeriodicTimer(changes.PollInterval, time);
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !_isDisposed)
        {
            ScopeFeed[] feeds;
            lock (_lock)
            {
                if (_feeds.Count == 0)
                {
                    _isRunning = false;
                    metrics.SetLag(TimeSpan.Zero);
                    return;
                }

                feeds = [.. _feeds.Values];
            }

            await Read(feeds);
            metrics.SetLag(_lag.Value);
        }
    }

    private async Task Read(ScopeFeed[] feeds)
    {
        try
        {
            var position = await changes.FindPosition(CancellationToken.None);
            _lag.Observe(position);
            var behind = feeds.Where(feed => feed.IsBehind(position)).ToArray();
            if (behind.Length == 0)
            {
                return;
            }

            // Read after the position, so that it covers every deletion up to the position.
            var lastDeletion = await changes.FindLastDeletion(CancellationToken.None);
            var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce };
            await Parallel.ForEachAsync(behind, options, async (feed, _) => await feed.Read(position, lastDeletion));
        }
        catch (DatabaseUnavailableException)
        {
            // The listeners wait; requests report the cause.
        }
        catch (Exception exception)
        {
            // The listeners report it. Without the feeds, later ones begin anew.
            lock (_lock)
            {
                _feeds.Clear();
            }

            Array.ForEach(feeds, feed => feed.End(exception));
        }
    }
}

/// <summary>Listens to a <see cref="JobFeed"/>.</summary>
/// <param name="feed">The feed of the scope.</param>
/// <param name="leave">Ends listening.</param>
internal sealed class JobFeedListener(ScopeFeed feed, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <inheritdoc cref="ScopeFeed.Next"/>
    public Task<JobChangePage> Next(long after, int limit, TimeSpan longest, CancellationToken cancellationToken) =>
        feed.Next(after, limit, longest, cancellationToken);

    /// <summary>Ends listening.</summary>
    public void Dispose() => Interlocked.Exchange(ref _leave, value: null)?.Invoke();
}
