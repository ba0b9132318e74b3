using JobsService.Api.Limits;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Limits;

internal sealed class OverloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private FakeTimeProvider _time = null!;
    private Overload _overload = null!;
    private TimeSpan _wait;

    [SetUp]
    public void Create()
    {
        _time = new FakeTimeProvider();
        _wait = TimeSpan.Zero;
        _overload = new Overload(() => _wait, Patience, _time);
    }

    [Test]
    public void Nothing_is_too_much_while_nothing_waits_for_long()
    {
        _wait = Patience;

        Assert.That(RefusedIn(TimeSpan.FromSeconds(10)), Is.Zero);
    }

    [Test]
    public void A_burst_is_not_too_much()
    {
        _wait = Long;
        var inTheBurst = RefusedIn(Overload.Burst - Moment);
        _wait = Patience;
        var between = RefusedIn(Moment);
        _wait = Long;
        var inTheNext = RefusedIn(Overload.Burst - Moment);

        Assert.That((inTheBurst, between, inTheNext), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Two_moments_with_nobody_between_them_are_not_too_much()
    {
        _wait = Long;
        var first = IsRefused();
        _time.Advance(TimeSpan.FromHours(1));
        var second = IsRefused();

        Assert.That((first, second), Is.EqualTo((false, false)));
    }

    [Test]
    public void What_lasts_longer_than_a_burst_is_too_much_and_then_only_what_hardly_waits_comes_in()
    {
        TurnOn();

        _wait = Patience / 2;
        var waiting = IsRefused();
        _wait = TimeSpan.Zero;
        var atOnce = IsRefused();

        Assert.That((waiting, atOnce), Is.EqualTo((true, false)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void One_in_eight_is_let_in_all_the_same(bool asksSeldom)
    {
        TurnOn();
        var letIn = 0;
        for (var asked = 0; asked < 1000 * FairShare.OneIn; asked++)
        {
            letIn += IsRefused(asksSeldom) ? 0 : 1;
        }

        Assert.That(letIn, Is.EqualTo(1000).Within(FairShare.InARow + 1));
    }

    [Test]
    public void It_is_over_when_hardly_anything_has_waited_for_a_while()
    {
        TurnOn();
        _wait = TimeSpan.Zero;
        RefusedIn(Overload.Calm + Moment);

        _wait = Patience;
        Assert.That(RefusedIn(TimeSpan.FromSeconds(1)), Is.Zero);
    }

    [Test]
    public void After_a_while_everybody_is_let_in_to_see_whether_it_is_still_too_much()
    {
        TurnOn();
        RefusedIn(Overload.FirstTrial);

        // Those who ask again at once when they are refused wait no longer than they may when they are not.
        _wait = Patience;
        Assert.That(RefusedIn(TimeSpan.FromSeconds(10)), Is.Zero);
    }

    [Test]
    public void While_it_is_still_too_much_that_is_seen_more_and_more_rarely()
    {
        _wait = Long;
        var (letIn, inARow) = (0, 0);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(10); passed += Moment)
        {
            inARow = IsRefused() ? 0 : inARow + 1;

            // One alone is of the share that is let in at all times; with the second, the first counts, too.
            letIn +=
                inARow < 2 ? 0
                : inARow == 2 ? 2
                : 1;
            _time.Advance(Moment);
        }

        // After 5, 10, 20, 40 s, and then every minute: each time for a burst, of some ten moments.
        Assert.That(letIn, Is.InRange(10 * 10, 16 * 12));
    }

    private bool IsRefused(bool asksSeldom = false) => _overload.Admit(asksSeldom) == Admission.None;

    private void TurnOn()
    {
        _wait = Long;
        RefusedIn(Overload.Burst + Moment);
        Assert.That(IsRefused(), Is.True);
    }

    private int RefusedIn(TimeSpan duration)
    {
        var refused = 0;
        for (var passed = TimeSpan.Zero; passed < duration; passed += Moment)
        {
            refused += IsRefused() ? 1 : 0;
            _time.Advance(Moment);
        }

        return refused;
    }
}
