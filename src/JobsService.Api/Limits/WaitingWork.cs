namespace JobsService.Api.Limits;

/// <summary>
/// How long work waits for a thread at this moment. Where more is asked than the processors can do, requests pile up there,
/// before anything of the service sees them.
/// </summary>
internal sealed class WaitingWork(TimeProvider time) : IThreadPoolWorkItem
{
    private int _isAsking;
    private long _askedAt;
    private long _aheadOfIt;
    private long _ticksForOne;

    /// <summary>About how long what comes now will wait: what waits already, at the pace of the last that came through.</summary>
    public TimeSpan Estimate()
    {
        var waiting = ThreadPool.PendingWorkItemCount;
        if (waiting == 0)
        {
            return TimeSpan.Zero;
        }

        if (Interlocked.Exchange(ref _isAsking, 1) == 0)
        {
            (_aheadOfIt, _askedAt) = (waiting, time.GetTimestamp());
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return TimeSpan.FromTicks(waiting * Volatile.Read(ref _ticksForOne));
    }

    /// <summary>Has waited behind all that was there, and so tells the pace.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _ticksForOne, time.GetElapsedTime(_askedAt).Ticks / _aheadOfIt);
        Volatile.Write(ref _isAsking, 0);
    }
}
