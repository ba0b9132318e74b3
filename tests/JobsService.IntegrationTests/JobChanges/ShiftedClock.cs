namespace JobsService.IntegrationTests.JobChanges;

/// <summary>A clock that is ahead by an offset. Its timers are those of the system.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
