using JobsService.Domain.Jobs;

namespace JobsService.UnitTests.Jobs;

internal sealed class JobStateTests
{
    private static readonly DateTimeOffset Soon = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase("finished", ExpectedResult = false)]
    [TestCase("cancelled", ExpectedResult = false)]
    [TestCase("failed", ExpectedResult = false)]
    [TestCase("FINISHED", ExpectedResult = false)]
    [TestCase("idle", ExpectedResult = true)]
    [TestCase("scheduled", ExpectedResult = true)]
    [TestCase("sending", ExpectedResult = true)]
    [TestCase("paused", ExpectedResult = true)]
    [TestCase("downloading", ExpectedResult = true)]
    [TestCase("splitting", ExpectedResult = true)]
    [TestCase("importing", ExpectedResult = true)]
    [TestCase("pending", ExpectedResult = true)]
    [TestCase("active", ExpectedResult = true)]
    [TestCase("a-state-of-tomorrow", ExpectedResult = true)]
    [TestCase("", ExpectedResult = true)]
    public bool A_job_without_a_retry_is_unfinished_until_it_is_finished_cancelled_or_failed(string state) =>
        JobState.IsUnfinished(state, retryAt: null);

    [TestCase("failed", ExpectedResult = true)]
    [TestCase("Failed", ExpectedResult = true)]
    [TestCase("finished", ExpectedResult = false)]
    [TestCase("cancelled", ExpectedResult = false)]
    public bool A_job_with_a_retry_is_unfinished_only_if_it_failed(string state) => JobState.IsUnfinished(state, Soon);
}
