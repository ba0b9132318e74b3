using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.BrowserTests;

/// <summary>Jobs of organization 2 in every kind of state, relative to the present time.</summary>
internal static class ExampleJobs
{
    /// <summary>Returns the jobs, with the ids from 1 on.</summary>
    public static IReadOnlyList<Job> At(DateTimeOffset now)
    {
        now = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return
        [
            Campaign(now, 1, "Spring sale, early birds", "finished", -2880, 48_200, 48_200, finished: -2840),
            Import(now, 2, "trade-fair-contacts.csv", "finished", -1500, 12_480, 12_480, finished: -1488),
            Campaign(now, 3, "Invoice reminder November", "failed", -660, 3_100, 18_000, finished: -646),
            Import(now, 4, "crm-export-2026-11.csv", "failed", -95, 61_000, 240_000, finished: -70) with
            {
                RetryAt = now.AddMinutes(5),
            },
            Campaign(now, 5, "Autumn survey", "cancelled", -400, 900, 22_000, finished: -391),
            Campaign(now, 6, "Weekly news 48", "sending", -38, 71_400, 96_000),
            Import(now, 7, "webinar-attendees.csv", "importing", -6, 2_750, 8_000),
            Import(now, 8, "old-shop-customers.csv", "importing", -190, 118_000, 350_000) with
            {
                UpdatedAt = now.AddMinutes(-47),
            },
            Campaign(now, 9, "VIP preview", "sending", -80, 14_000, 31_000) with
            {
                Paused = true,
            },
            Campaign(now, 10, "Black Friday, second wave", "paused", -130, 9_900, 80_000) with
            {
                Paused = true,
                State2 = "onhold_autowinner",
            },
            Campaign(now, 11, "Advent calendar, door 1", "scheduled", started: null, 0, total: null) with
            {
                BeginsAt = now.AddHours(62),
            },
            Import(now, 12, "newsletter-signups.csv", "downloading", -1, 0, total: null),
        ];
    }

    private static Job Campaign(
        DateTimeOffset now,
        long id,
        string name,
        string state,
        int? started,
        long value,
        long? total,
        int? finished = null
    ) => Create(now, id, name, state, started, finished) with { ProgressValue = value, ProgressTotal = total };

    private static Job Import(
        DateTimeOffset now,
        long id,
        string name,
        string state,
        int? started,
        long value,
        long? total,
        int? finished = null
    ) => Campaign(now, id, name, state, started, value, total, finished) with { JobType = JobType.SubscriberImport };

    private static Job Create(DateTimeOffset now, long id, string name, string state, int? started, int? finished) =>
        JobBuilder.Job(id, 2, state) with
        {
            Name = name,
            MailingListId = 100 + id,
            CreatedAt = now.AddMinutes((started ?? -240) - 12),
            BeginsAt = started is { } begin ? now.AddMinutes(begin) : null,
            StartedAt = started is { } start ? now.AddMinutes(start) : null,
            FinishedAt = finished is { } end ? now.AddMinutes(end) : null,
            UpdatedAt = now.AddMinutes(finished ?? 0).AddSeconds(finished is null ? -3 : 0),
        };
}
