using JobsService.Domain.Jobs;

namespace JobsService.UnitTests.Jobs;

/// <summary>The fields of a job that are derived from its progress.</summary>
internal sealed class JobProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly Job Running = new()
    {
        Id = 1,
        OrganizationId = 1,
        JobType = JobType.Campaign,
        Name = "newsletter",
        State = "sending",
        Paused = false,
        ProgressValue = 25,
        ProgressTotal = 100,
        StartedAt = Start,
        CreatedAt = Start,
        UpdatedAt = Start.AddSeconds(10),
    };

    [TestCase(0, 10, ExpectedResult = 0)]
    [TestCase(1, 3, ExpectedResult = 33)]
    [TestCase(999, 1000, ExpectedResult = 99)]
    [TestCase(10, 10, ExpectedResult = 100)]
    [TestCase(11, 10, ExpectedResult = 100)]
    [TestCase(-1, 10, ExpectedResult = 0)]
    [TestCase(long.MaxValue, long.MaxValue, ExpectedResult = 100)]
    [TestCase(5, 0, ExpectedResult = null)]
    [TestCase(5, -1, ExpectedResult = null)]
    [TestCase(5, null, ExpectedResult = null)]
    public long? Percent_is_whole_and_between_0_and_100(long value, long? total) =>
        (Running with { ProgressValue = value, ProgressTotal = total }).Percent;

    [Test]
    public void A_job_that_did_a_quarter_in_10_seconds_ends_40_seconds_after_its_start() =>
        Assert.That(Running.EtaAt, Is.EqualTo(Start.AddSeconds(40)));

    [Test]
    public void A_job_that_is_past_its_total_ends_at_its_last_update() =>
        Assert.That((Running with { ProgressValue = 101 }).EtaAt, Is.EqualTo(Running.UpdatedAt));

    [Test]
    public void The_estimate_is_rounded_down_to_whole_seconds() =>
        Assert.That((Running with { ProgressValue = 30 }).EtaAt, Is.EqualTo(Start.AddSeconds(33)));

    private static IEnumerable<TestCaseData> NotRunning()
    {
        yield return Case("finished", Running with { State = "finished" });
        yield return Case("failed without a retry", Running with { State = "failed" });
        yield return Case("paused", Running with { Paused = true });
        yield return Case("in the state paused", Running with { State = "Paused" });
        yield return Case("waiting for a retry", Running with { State = "failed", RetryAt = Start });
        yield return Case("not started", Running with { StartedAt = null });
        yield return Case("without progress", Running with { ProgressValue = 0 });
        yield return Case("without a total", Running with { ProgressTotal = null });
        yield return Case("with a total of 0", Running with { ProgressTotal = 0 });
        yield return Case("with a negative total", Running with { ProgressTotal = -1 });
        yield return Case("not updated since its start", Running with { UpdatedAt = Start });
        yield return Case("updated before its start", Running with { UpdatedAt = Start.AddSeconds(-1) });
        yield return Case("ends after year 9999", Running with { ProgressValue = 1, ProgressTotal = long.MaxValue });

        static TestCaseData Case(string name, Job job) => new TestCaseData(job).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(NotRunning))]
    public void A_job_without_a_rate_has_no_estimate(Job job) => Assert.That(job.EtaAt, Is.Null);
}
