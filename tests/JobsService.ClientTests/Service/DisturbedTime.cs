namespace JobsService.ClientTests.Service;

/// <summary>The real clock, on which waiting takes at most a fraction of a second while faults occur.</summary>
/// <param name="isShort">Whether waiting is short.</param>
internal sealed class DisturbedTime(Func<bool> isShort) : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(base.CreateTimer(callback, state, Limit(dueTime), period), Limit);

    private TimeSpan Limit(TimeSpan dueTime) => dueTime > Short && isShort() ? Short : dueTime;

    private sealed class Timer(ITimer timer, Func<TimeSpan, TimeSpan> limit) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(limit(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
