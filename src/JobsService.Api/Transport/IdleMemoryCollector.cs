namespace JobsService.Api.Transport;

/// <summary>
/// Collects garbage when the service is idle after work, and returns the memory to the operating system. The collector of the runtime
/// runs only when the program allocates, so an idle process would keep the memory of a flood of connections for hours; and so would the
/// allocator of the C library, whose share is larger.
/// </summary>
internal sealed class IdleMemoryCollector(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var memory = new IdleMemory();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (memory.ShouldCollect(GC.GetTotalAllocatedBytes(), Environment.WorkingSet))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                NativeHeap.Trim();
                memory.Collected(Environment.WorkingSet);
            }
        }
    }
}

/// <summary>Decides when garbage is collected: in idle intervals, while there may be memory to return.</summary>
internal sealed class IdleMemory
{
    /// <summary>The maximum number of bytes that an idle process allocates in an interval, for probes and timers.</summary>
    public const long IdleAllocation = 10 * 1024 * 1024;

    /// <summary>The memory above the lowest working set after a collection that is worth another one.</summary>
    public const long MinReclaimableBytes = 16 * 1024 * 1024;

    /// <summary>
    /// The intervals from a collection that returned little to the next one. The memory may be in use, and becomes garbage when
    /// connections close, which allocates nothing.
    /// </summary>
    public const int IntervalsAfterFailure = 2;

    private long _allocated;
    private long _before;
    private long _lowest;
    private int _wait;

    /// <summary>Whether to collect garbage now. Called once in each interval.</summary>
    /// <param name="allocated">The bytes that the process has allocated since its start.</param>
    /// <param name="workingSet">The working set in bytes.</param>
    public bool ShouldCollect(long allocated, long workingSet)
    {
        var isIdle = allocated - _allocated <= IdleAllocation;
        _allocated = allocated;
        _before = workingSet;
        return --_wait < 0 && isIdle && workingSet - _lowest >= MinReclaimableBytes;
    }

    /// <summary>Reports the working set after a collection.</summary>
    /// <param name="workingSet">The working set in bytes.</param>
    public void Collected(long workingSet)
    {
        _lowest = _lowest == 0 ? workingSet : Math.Min(_lowest, workingSet);
        _wait = _before - workingSet < MinReclaimableBytes ? IntervalsAfterFailure : 0;
    }
}
