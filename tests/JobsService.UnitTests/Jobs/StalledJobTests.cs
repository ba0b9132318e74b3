using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;

namespace JobsService.UnitTests.Jobs;

internal sealed class StalledJobTests
{
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Job Stalled = new()
    {
        Id = 1,
        OrganizationId = 1,
        JobType = JobType.Campaign,
        Name = "",
        State = "sending",
        Paused = false,
        ProgressValue = 0,
        StartedAt = Before.AddHours(-1),
        CreatedAt = Before.AddHours(-1),
        UpdatedAt = Before.AddSeconds(-1),
    };

    [Test]
    public void A_running_job_without_a_recent_change_is_stalled() => Assert.That(Stalled.IsStalled(Before), Is.True);

    [Test]
    public void A_job_that_is_finished_or_paused_or_has_not_begun_or_changed_recently_is_not_stalled()
    {
        Job[] others =
        [
            Stalled with
            {
                State = "Finished",
            },
            Stalled with
            {
                State = "failed",
            },
            Stalled with
            {
                Paused = true,
            },
            Stalled with
            {
                StartedAt = null,
            },
            Stalled with
            {
                UpdatedAt = Before,
            },
        ];

        Assert.That(others.Where(job => job.IsStalled(Before)), Is.Empty);
    }

    [Test]
    public void Jobs_are_stalled_if_they_were_changed_before_a_whole_second() =>
        Assert.That(
            new JobListOptions { StalledAfterMinutes = 20 }.StalledBefore(Before.AddMilliseconds(999)),
            Is.EqualTo(Before.AddMinutes(-20))
        );
}
