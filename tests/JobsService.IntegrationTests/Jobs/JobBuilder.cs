using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Creates jobs for tests. Properties that a test does not set have default values.</summary>
internal static class JobBuilder
{
    public static readonly DateTimeOffset Time = new(2024, 2, 29, 23, 59, 59, TimeSpan.Zero);

    public static Job Job(
        long id,
        long organizationId = 1,
        string state = "scheduled",
        DateTimeOffset? retryAt = null
    ) =>
        new()
        {
            Id = id,
            OrganizationId = organizationId,
            JobType = JobType.Campaign,
            Name = $"Job {id}",
            State = state,
            Paused = false,
            ProgressValue = 0,
            RetryAt = retryAt,
            CreatedAt = Time,
            UpdatedAt = Time,
        };
}
