using JobsService.Api.Limits;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Limits;

internal sealed class AskingRateTests
{
    private const string Caller = "Basic MTph";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private FakeTimeProvider _time = null!;
    private AskingRate _rate = null!;

    [SetUp]
    public void Create()
    {
        _time = new FakeTimeProvider();
        _rate = new AskingRate(_time);
        _rate.Know(Caller);
    }

    [Test]
    public void So_many_in_a_second_are_seldom_and_more_are_not()
    {
        Assert.That(SeldomOf(AskingRate.Seldom + 5), Is.EqualTo(AskingRate.Seldom));
    }

    [Test]
    public void Who_asked_more_often_in_the_second_before_does_not_ask_seldom_yet()
    {
        SeldomOf(AskingRate.Seldom + 1);
        _time.Advance(Second);
        var next = SeldomOf(1);
        _time.Advance(Second);
        var afterThat = SeldomOf(1);

        Assert.That((next, afterThat), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_pause_is_forgiven()
    {
        SeldomOf(AskingRate.Seldom + 1);
        _time.Advance(2 * Second);

        Assert.That(SeldomOf(1), Is.EqualTo(1));
    }

    [Test]
    public void The_flood_of_one_does_not_count_for_another()
    {
        SeldomOf(1000);
        for (var other = 0; other < 100; other++)
        {
            _rate.Know($"Basic {other}");
        }

        // Of a hundred, hardly more than one shares its counter.
        Assert.That(
            Enumerable.Range(0, 100).Count(other => _rate.AsksSeldom($"Basic {other}")),
            Is.GreaterThanOrEqualTo(95)
        );
    }

    [Test]
    public void Who_makes_up_other_credentials_each_time_is_not_taken_for_many_who_ask_seldom()
    {
        Assert.That(
            Enumerable.Range(0, 100).Count(other => _rate.AsksSeldom($"Basic {other}")),
            Is.LessThanOrEqualTo(5)
        );
    }

    [Test]
    public void Credentials_that_were_good_are_remembered_for_a_while()
    {
        _time.Advance(AskingRate.Memory - TimeSpan.FromTicks(1));
        var within = SeldomOf(1);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That((within, SeldomOf(1)), Is.EqualTo((1, 0)));
    }

    private int SeldomOf(int requests)
    {
        var seldom = 0;
        for (var request = 0; request < requests; request++)
        {
            seldom += _rate.AsksSeldom(Caller) ? 1 : 0;
        }

        return seldom;
    }
}
