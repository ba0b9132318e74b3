using JobsService.Api.Transport;

namespace JobsService.UnitTests.Transport;

/// <summary>The collection of garbage when the service is idle.</summary>
internal sealed class IdleMemoryTests
{
    private const long Low = 100 * 1024 * 1024;
    private const long High = Low + IdleMemory.Worthwhile;
    private const long Work = IdleMemory.IdleAllocation + 1;

    private readonly IdleMemory _memory = new(Low);

    private long _allocated;

    [SetUp]
    public void Start() => Interval(Work, Low);

    [Test]
    public void Garbage_is_not_collected_while_the_service_works() => Assert.That(Interval(Work, High), Is.False);

    [Test]
    public void Garbage_is_collected_in_the_first_idle_intervals_after_work_only()
    {
        Interval(Work, High);

        var collections = Enumerable.Range(0, 2 * IdleMemory.Collections).Count(_ => Interval(0, High));

        Assert.That(collections, Is.EqualTo(IdleMemory.Collections));
    }

    [Test]
    public void Garbage_is_not_collected_if_there_is_little_memory_to_return() =>
        Assert.That(Interval(0, High - 1), Is.False);

    private bool Interval(long allocated, long workingSet) =>
        _memory.ShouldCollect(_allocated += allocated, workingSet);
}
