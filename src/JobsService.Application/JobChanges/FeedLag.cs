namespace JobsService.Application.JobChanges;

/// <summary>
/// For how long the oldest change that was written has not been readable: a change is readable when all changes with lower numbers are
/// committed, so a long transaction delays those of all others. Not thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class FeedLag(TimeProvider time)
{
    // The feed has everything that was written until this time.
    private long _completeSince = time.GetTimestamp();
    private long _newest;
    private long _newestSince;

    /// <summary>The lag now. It grows while <see cref="Observe"/> is not called.</summary>
    public TimeSpan Value => time.GetElapsedTime(_completeSince);

    /// <summary>Sets the lag to zero.</summary>
    public void Reset()
    {
        _completeSince = time.GetTimestamp();
        (_newest, _newestSince) = (0, _completeSince);
    }

    /// <summary>Records a position that was read now.</summary>
    public void Observe(ChangePosition position)
    {
        var now = time.GetTimestamp();
        if (position.Latest >= position.Newest)
        {
            _completeSince = now;
        }
        else if (position.Latest >= _newest)
        {
            // What was the newest change then is readable now.
            _completeSince = _newest == 0 ? now : _newestSince;
            (_newest, _newestSince) = (position.Newest, now);
        }
    }
}
