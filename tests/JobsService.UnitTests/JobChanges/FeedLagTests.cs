using JobsService.Application.JobChanges;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.JobChanges;

internal sealed class FeedLagTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void A_position_without_open_transactions_has_no_lag()
    {
        var lag = new FeedLag(_time);
        _time.Advance(TimeSpan.FromMinutes(1));

        lag.Observe(new ChangePosition(Latest: 5, Newest: 5, DeletionsKeptAfter: 0));

        Assert.That(lag.Value, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void The_lag_grows_while_a_transaction_is_open_and_ends_with_it()
    {
        var lag = new FeedLag(_time);
        lag.Observe(new ChangePosition(Latest: 4, Newest: 5, DeletionsKeptAfter: 0));
        _time.Advance(TimeSpan.FromSeconds(60));
        lag.Observe(new ChangePosition(Latest: 4, Newest: 90, DeletionsKeptAfter: 0));
        var open = lag.Value;

        lag.Observe(new ChangePosition(Latest: 90, Newest: 90, DeletionsKeptAfter: 0));

        Assert.That((open, lag.Value), Is.EqualTo((TimeSpan.FromSeconds(60), TimeSpan.Zero)));
    }

    [Test]
    public void The_lag_grows_while_no_position_is_read()
    {
        var lag = new FeedLag(_time);

        _time.Advance(TimeSpan.FromSeconds(9));

        Assert.That(lag.Value, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }
}
