namespace JobsService.Api.Transport;

/// <summary>
/// Collects garbage when the service becomes idle after work, and returns the memory to the operating system. The collector of the
/// runtime runs only when the program allocates, so an idle process would keep the memory of a flood of connections for hours.
/// </summary>
internal sealed class IdleMemoryCollector(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var memory = new IdleMemory(Environment.WorkingSet);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (memory.ShouldCollect(GC.GetTotalAllocatedBytes(), Environment.WorkingSet))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }
}

/// <summary>Decides when garbage is collected: in the first idle intervals after work, while there is memory to return.</summary>
/// <param name="workingSet">The working set at the start, in bytes.</param>
internal sealed class IdleMemory(long workingSet)
{
    /// <summary>The maximum number of bytes that an idle process allocates in an interval, for probes and timers.</summary>
    public const long IdleAllocation = 10 * 1024 * 1024;

    /// <summary>The memory above the lowest working set that is worth a collection.</summary>
    public const long Worthwhile = 32 * 1024 * 1024;

    /// <summary>
    /// The number of idle intervals after work in which garbage is collected. Several, because the web server frees the buffers of closed
    /// connections gradually.
    /// </summary>
    public const int Collections = 6;

    private long _allocated;
    private long _lowest = workingSet;
    private int _idleIntervals;

    /// <summary>Whether to collect garbage now. Called once in each interval.</summary>
    /// <param name="allocated">The bytes that the process has allocated since its start.</param>
    /// <param name="workingSet">The working set in bytes.</param>
    public bool ShouldCollect(long allocated, long workingSet)
    {
        var isIdle = allocated - _allocated <= IdleAllocation;
        _allocated = allocated;
        _lowest = Math.Min(_lowest, workingSet);
        _idleIntervals = isIdle ? _idleIntervals + 1 : 0;
        return _idleIntervals is > 0 and <= Collections && workingSet - _lowest >= Worthwhile;
    }
}
