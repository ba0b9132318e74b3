using System.Collections.Concurrent;

namespace JobsService.ClientTests.Scripted;

/// <summary>A clock that stands still, whose delays end at once; limits of an hour or more do not end.</summary>
internal sealed class SkippedDelays(DateTimeOffset now) : TimeProvider
{
    public static readonly TimeSpan NoLimit = TimeSpan.FromHours(1);

    private readonly ConcurrentQueue<TimeSpan> _delays = new();

    /// <summary>The delays.</summary>
    public TimeSpan[] Delays => [.. _delays];

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= NoLimit || dueTime < TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        _delays.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
