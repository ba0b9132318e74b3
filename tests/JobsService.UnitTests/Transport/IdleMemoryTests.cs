using JobsService.Api.Transport;

namespace JobsService.UnitTests.Transport;

/// <summary>The collection of garbage when the service is idle.</summary>
internal sealed class IdleMemoryTests
{
    private const long Low = 100 * 1024 * 1024;
    private const long High = Low + IdleMemory.MinReclaimableBytes;
    private const long Work = IdleMemory.IdleAllocation + 1;

    private readonly IdleMemory _memory = new();

    private long _allocated;

    [SetUp]
    public void FirstCollection()
    {
        Assert.That(Interval(0, High), Is.True);
        _memory.Collected(Low);
    }

    [Test]
    public void Garbage_is_not_collected_while_the_service_works() => Assert.That(Interval(Work, High), Is.False);

    [Test]
    public void Garbage_is_collected_in_each_idle_interval_that_returns_memory()
    {
        for (var interval = 0; interval < 5; interval++)
        {
            Assert.That(Interval(0, High), Is.True);
            _memory.Collected(Low);
        }
    }

    [Test]
    public void Garbage_is_collected_again_later_if_little_memory_was_returned()
    {
        Interval(0, High);
        _memory.Collected(High);

        var collected = Enumerable.Range(0, IdleMemory.IntervalsAfterFailure + 1).Select(_ => Interval(0, High));

        Assert.That(collected, Is.EqualTo((bool[])[false, false, true]));
    }

    [Test]
    public void Garbage_is_not_collected_if_there_is_little_memory_to_return() =>
        Assert.That(Interval(0, High - 1), Is.False);

    private bool Interval(long allocated, long workingSet) =>
        _memory.ShouldCollect(_allocated += allocated, workingSet);
}
