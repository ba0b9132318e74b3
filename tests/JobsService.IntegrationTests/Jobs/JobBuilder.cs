using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Jobs for tests; what a test does not care about has a plain value.</summary>
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
