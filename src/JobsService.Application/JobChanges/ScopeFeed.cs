using JobsService.Application.Availability;
using JobsService.Application.Scoping;

namespace JobsService.Application.JobChanges;

/// <summary>
/// The recent changes in one scope, read once for all listeners. A listener that is so slow that the changes it needs are no longer
/// kept reads them from the database, where each job has its last change only. So no listener needs memory of its own.
/// </summary>
/// <param name="scope">The scope.</param>
/// <param name="position">The number of the change after which the feed begins.</param>
/// <param name="changes">The changes.</param>
/// <param name="catchUp">Limits the reads of slow listeners.</param>
/// <param name="metrics">Counts changes that no listener was told.</param>
/// <param name="time">The clock.</param>
internal sealed class ScopeFeed(
    OrganizationScope scope,
    long position,
    IJobChangeRepository changes,
    SemaphoreSlim catchUp,
    JobFeedMetrics metrics,
    TimeProvider time
)
{
    /// <summary>The maximum number of changes that one read returns.</summary>
    public const int MaxRead = 500;

    /// <summary>The maximum number of kept changes, after which the oldest are dropped.</summary>
    public const int MaxKept = 1000;

    private readonly Lock _lock = new();

    private readonly RecentChanges _recent = new(position, MaxKept);
    private long _deletionsKeptAfter;
    private long? _lastRead;
    private TaskCompletionSource _changed = New();
    private Exception? _ending;

    /// <summary>The number of listeners. Guarded by the lock of <see cref="JobFeed"/>.</summary>
    public int Listeners { get; set; }

    /// <summary>Whether the feed must read to reach a position, and has not read within <see cref="JobFeed.ReadInterval"/>.</summary>
    public bool IsBehind(ChangePosition latest)
    {
        lock (_lock)
        {
            return latest.Latest != _recent.Position
                && (_lastRead is not { } lastRead || time.GetElapsedTime(lastRead) >= JobFeed.ReadInterval);
        }
    }

    /// <summary>Reads the changes up to a position.</summary>
    /// <param name="latest">The position.</param>
    /// <param name="lastDeletion">The number of the last deletion of any job.</param>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task Read(ChangePosition latest, long lastDeletion)
    {
        _lastRead = time.GetTimestamp();
        _deletionsKeptAfter = latest.DeletionsKeptAfter;
        if (latest.Latest < _recent.Position)
        {
            // An older copy replaced the database: numbers will be given again.
            End(new CursorExpiredException());
            return;
        }

        while (_recent.Position < latest.Latest)
        {
            var after = _recent.Position;
            var range = new ChangeRange(after, latest.Latest, HasDeletions: lastDeletion > after);
            var page = await changes.Read(scope, range, MaxRead, CancellationToken.None);
            lock (_lock)
            {
                _recent.Add(page);
                _changed.TrySetResult();
                _changed = New();
            }
        }
    }

    /// <summary>Ends the feed: its listeners get an exception.</summary>
    public void End(Exception exception)
    {
        lock (_lock)
        {
            _ending = exception;
            _changed.TrySetResult();
        }
    }

    /// <summary>Waits for changes and returns them, each job with its last change.</summary>
    /// <param name="after">The number of the change after which the listener reads.</param>
    /// <param name="limit">The maximum number of changes.</param>
    /// <param name="longest">The maximum time to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The changes; none if nothing changed for that time.</returns>
    /// <exception cref="CursorExpiredException">The changes are no longer completely known.</exception>
    public async Task<JobChangePage> Next(long after, int limit, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var page = new JobChangePage([], after, HasMore: false);
        while (page.Changes.Count == 0)
        {
            try
            {
                var until = await Wait(page.Until, stop.Token);
                page = Kept(page.Until, limit) ?? await CatchUp(new ChangeRange(page.Until, until), limit, stop.Token);
            }
            catch (DatabaseUnavailableException)
            {
                // Tried again when the feed has read something, which also needs the database.
                await Delay(stop.Token);
            }
            catch (OperationCanceledException)
                when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return page;
            }
        }

        return page;
    }

    /// <summary>Returns the position when it is above a number.</summary>
    private async Task<long> Wait(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_ending is not null)
                {
                    throw _ending;
                }

                if (_recent.Position > after)
                {
                    return after < _deletionsKeptAfter ? throw new CursorExpiredException() : _recent.Position;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private JobChangePage? Kept(long after, int limit)
    {
        JobChange[]? kept;
        long until;
        lock (_lock)
        {
            (kept, until) = (_recent.After(after), _recent.Position);
        }

        if (kept is null)
        {
            return null;
        }

        var page = JobChangePage.Of(kept, until, limit);
        if (!page.HasMore)
        {
            metrics.CountCoalesced(kept.Length - page.Changes.Count);
        }

        return page;
    }

    private async Task<JobChangePage> CatchUp(ChangeRange range, int limit, CancellationToken cancellationToken)
    {
        await catchUp.WaitAsync(cancellationToken);
        try
        {
            return await changes.Read(scope, range, limit, cancellationToken);
        }
        finally
        {
            catchUp.Release();
        }
    }

    private async Task Delay(CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            changed = _changed.Task;
        }

        await changed.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
