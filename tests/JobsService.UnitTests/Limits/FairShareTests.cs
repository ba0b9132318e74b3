using JobsService.Api.Limits;

namespace JobsService.UnitTests.Limits;

internal sealed class FairShareTests
{
    private readonly FairShare _share = new();

    [Test]
    public void Who_asks_seldom_is_let_in_in_the_middle_of_a_flood()
    {
        LetInOf(FairShare.OneIn * 100, asksSeldom: false);
        var letIn = 0;
        for (var second = 0; second < 100; second++)
        {
            LetInOf(FairShare.OneIn, asksSeldom: false);
            letIn += LetInOf(1, asksSeldom: true);
        }

        Assert.That(letIn, Is.EqualTo(100));
    }

    [Test]
    public void A_flood_of_many_who_each_ask_seldom_does_not_come_in_whole()
    {
        Assert.That(LetInOf(8000, asksSeldom: true), Is.EqualTo(8000 / FairShare.OneIn));
    }

    [Test]
    public void What_nobody_took_is_not_kept_for_ever()
    {
        LetInOf(1, asksSeldom: false);
        var before = LetInOf(FairShare.OneIn * 1000, asksSeldom: false);
        var inARow = LetInOf(2 * FairShare.InARow * FairShare.OneIn, asksSeldom: true);

        Assert.That(before, Is.LessThan(1000));
        Assert.That(inARow, Is.LessThanOrEqualTo(4 * FairShare.InARow));
    }

    private int LetInOf(int requests, bool asksSeldom)
    {
        var letIn = 0;
        for (var request = 0; request < requests; request++)
        {
            letIn += _share.LetsIn(asksSeldom) ? 1 : 0;
        }

        return letIn;
    }
}
