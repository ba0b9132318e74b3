using JobsService.Domain.Jobs;

namespace JobsService.UnitTests.Jobs;

internal sealed class JobCounterTests
{
    [Test]
    public void Counts_of_the_same_state_and_type_are_added_whatever_their_case() =>
        Assert.That(
            Counts(new("sending", "Campaign", 2), new("Sending", "CAMPAIGN", 3), new("sending", "Export", 1)),
            Is.EqualTo(new JobCount[] { new("Sending", "CAMPAIGN", 5), new("sending", "Export", 1) })
        );

    [Test]
    public void The_case_of_a_sum_does_not_depend_on_the_order_in_which_counts_are_added() =>
        Assert.That(
            Counts(new("Sending", "CAMPAIGN", 3), new("sending", "Campaign", 2)),
            Is.EqualTo(Counts(new("sending", "Campaign", 2), new("Sending", "CAMPAIGN", 3)))
        );

    [Test]
    public void Counts_are_ordered_by_size_then_by_state_then_by_type() =>
        Assert.That(
            Counts(new("b", "x", 1), new("a", "y", 1), new("a", "X", 1), new("a", "z", 1), new("c", "x", 9)),
            Is.EqualTo(
                new JobCount[]
                {
                    new("c", "x", 9),
                    new("a", "X", 1),
                    new("a", "y", 1),
                    new("a", "z", 1),
                    new("b", "x", 1),
                }
            )
        );

    [Test]
    public void The_total_of_statistics_is_the_sum_of_their_counts()
    {
        var statistics = new JobStatistics(
            DateTimeOffset.UnixEpoch,
            Unfinished: 0,
            Stalled: 0,
            Counts(new("a", "x", 1), new("b", "x", long.MaxValue - 1))
        );

        Assert.That(statistics.Total, Is.EqualTo(long.MaxValue));
    }

    private static IReadOnlyList<JobCount> Counts(params JobCount[] counts)
    {
        var counter = new JobCounter();
        foreach (var count in counts)
        {
            counter.Add(count);
        }

        return counter.Counts;
    }
}
