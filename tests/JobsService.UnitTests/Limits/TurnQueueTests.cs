using JobsService.Api.Limits;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Limits;

internal sealed class TurnQueueTests
{
    private const int Places = 3;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private FakeTimeProvider _time = null!;
    private TurnQueue _queue = null!;

    [SetUp]
    public void TakeTheOnlyTurn()
    {
        _time = new FakeTimeProvider();
        _queue = new TurnQueue(atOnce: 1, kept: 1, Places, _time);
        Assert.That(_queue.TryTake(asksSeldom: false), Is.True);
    }

    [Test]
    public void A_turn_that_is_given_back_can_be_taken_once()
    {
        _queue.GiveBack(asksSeldom: false);

        Assert.That((_queue.TryTake(asksSeldom: false), _queue.TryTake(asksSeldom: false)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Who_waits_is_served_in_the_order_in_which_they_came()
    {
        var (first, second) = (Wait(), Wait());
        _queue.GiveBack(asksSeldom: false);
        var isFirst = await first;
        var isSecondToo = second.IsCompleted;
        _queue.GiveBack(asksSeldom: false);

        Assert.That((isFirst, isSecondToo, await second), Is.EqualTo((true, false, true)));
    }

    [Test]
    public async Task When_there_are_more_than_may_wait_the_first_is_refused_and_the_last_is_served_first()
    {
        Task<bool>[] waiting = [Wait(), Wait(), Wait(), Wait()];
        var isFirstServed = await waiting[0];
        _queue.GiveBack(asksSeldom: false);
        var isLastServed = await waiting[3];

        Assert.That((isFirstServed, isLastServed), Is.EqualTo((false, true)));
        Assert.That(waiting[1..3].Select(task => task.IsCompleted), Is.All.False);
    }

    [Test]
    public async Task Who_was_left_behind_while_others_were_refused_is_not_served_late()
    {
        Task<bool>[] waiting = [Wait(), Wait(), Wait(), Wait()];
        _time.Advance(Overload.Burst + TimeSpan.FromTicks(1));
        _queue.GiveBack(asksSeldom: false);

        Assert.That(await Task.WhenAll(waiting), Is.All.False);
        Assert.That(_queue.TryTake(asksSeldom: false), Is.True);
    }

    [Test]
    public async Task Who_comes_when_that_is_over_is_served_in_order_again()
    {
        Task<bool>[] overflowing = [Wait(), Wait(), Wait(), Wait()];
        _time.Advance(Overload.Calm);
        foreach (var _ in overflowing.Skip(1))
        {
            _queue.GiveBack(asksSeldom: false);
        }

        await Task.WhenAll(overflowing);
        var (first, second) = (Wait(), Wait());
        _queue.GiveBack(asksSeldom: false);

        Assert.That(await first, Is.True);
        Assert.That(second.IsCompleted, Is.False);
    }

    [Test]
    public async Task Who_waits_too_long_or_goes_away_leaves_its_place()
    {
        var tooLong = await _queue.Take(asksSeldom: false, TimeSpan.Zero, CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var goes = _queue.Take(asksSeldom: false, Long, gone.Token);
        await gone.CancelAsync();
        Assert.That(async () => await goes, Throws.InstanceOf<OperationCanceledException>());
        _queue.GiveBack(asksSeldom: false);

        Assert.That((tooLong, _queue.TryTake(asksSeldom: false)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Who_asks_seldom_has_a_turn_that_nobody_else_takes()
    {
        var others = Wait();

        Assert.That((others.IsCompleted, _queue.TryTake(asksSeldom: true)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Who_asks_seldom_gets_any_turn_that_comes_and_before_those_who_came_later()
    {
        _queue.TryTake(asksSeldom: true);
        var seldom = Wait(asksSeldom: true);
        _time.Advance(TimeSpan.FromTicks(1));
        var other = Wait();
        _queue.GiveBack(asksSeldom: false);

        Assert.That(await seldom, Is.True);
        Assert.That(other.IsCompleted, Is.False);
    }

    [Test]
    public async Task Who_asks_seldom_does_not_keep_those_waiting_who_came_before()
    {
        _queue.TryTake(asksSeldom: true);
        var other = Wait();
        _time.Advance(TimeSpan.FromTicks(1));
        var seldom = Wait(asksSeldom: true);
        _queue.GiveBack(asksSeldom: false);
        var isServedFirst = await other;
        var isSeldomServed = seldom.IsCompleted;
        _queue.GiveBack(asksSeldom: true);

        Assert.That((isServedFirst, isSeldomServed, await seldom), Is.EqualTo((true, false, true)));
    }

    [Test]
    public async Task Many_at_once_lose_no_turn()
    {
        var queue = new TurnQueue(atOnce: 4, kept: 0, places: 8, TimeProvider.System);
        var atWork = 0;
        var most = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var turn = 0; turn < 10_000; turn++)
                        {
                            if (await queue.Take(asksSeldom: false, Long, CancellationToken.None))
                            {
                                InterlockedMax(ref most, Interlocked.Increment(ref atWork));
                                await Task.Yield();
                                Interlocked.Decrement(ref atWork);
                                queue.GiveBack(asksSeldom: false);
                            }
                        }
                    })
                )
        );

        Assert.That(most, Is.InRange(1, 4));
        Assert.That(Enumerable.Range(0, 5).Count(_ => queue.TryTake(asksSeldom: false)), Is.EqualTo(4));
    }

    private Task<bool> Wait(bool asksSeldom = false) => _queue.Take(asksSeldom, Long, CancellationToken.None);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = most; before < value; )
        {
            before = Interlocked.CompareExchange(ref most, value, before);
        }
    }
}
