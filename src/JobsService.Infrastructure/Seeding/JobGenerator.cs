using JobsService.Domain.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// Makes up jobs that look like a platform's: the same ones for the same numbers, on every machine and on every day.
/// </summary>
/// <remarks>
/// The first jobs go through every known state of every type; after them nearly all are finished, as they are on a platform
/// that has run for a while. Ids ascend with the time of creation.
/// </remarks>
/// <param name="organizations">The jobs are spread evenly over organizations 1 to this number.</param>
/// <param name="seed">Another seed gives other jobs.</param>
internal sealed class JobGenerator(int organizations, int seed)
{
    private const string AnyOtherType = "ListExport";

    private static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromDays(2 * 365);

    private static readonly (string Type, string State)[] KnownStates =
    [
        .. JobState.OfCampaigns.Select(state => (JobType.Campaign, state)),
        .. JobState.OfSubscriberImports.Select(state => (JobType.SubscriberImport, state)),
        .. JobState.OfAnyJob.Select(state => (AnyOtherType, state)),
    ];

    private static readonly (string Type, string State)[] UnfinishedStates =
    [
        .. KnownStates.Where(known => JobState.IsUnfinished(known.State, retryAt: null)),
    ];

    private static readonly string[] Subjects =
    [
        "Weather",
        "News",
        "Offers",
        "Invoice",
        "Welcome",
        "Reminder",
        "Survey",
    ];
    private static readonly string[] Rhythms = ["Daily", "Weekly", "Monthly", "Spring", "Autumn", "VIP"];

    /// <summary>The jobs with ids 1 to <paramref name="count"/>, made as they are enumerated.</summary>
    public IEnumerable<Job> Generate(long count)
    {
        var random = new Random(seed);
        for (var id = 1L; id <= count; id++)
        {
            var createdAt = Newest - (Period * ((count - id) / (double)count));
            var (type, state) = id <= KnownStates.Length ? KnownStates[id - 1] : Pick(random);
            yield return Make(
                random,
                id,
                type,
                state,
                DateTimeOffset.FromUnixTimeSeconds(createdAt.ToUnixTimeSeconds())
            );
        }
    }

    /// <summary>Of a thousand jobs, 4 are unfinished, 26 failed, 30 were cancelled and 940 are done.</summary>
    private static (string Type, string State) Pick(Random random)
    {
        var type = random.Next(10) < 7 ? JobType.Campaign : JobType.SubscriberImport;
        return random.Next(1000) switch
        {
            < 4 => UnfinishedStates[random.Next(UnfinishedStates.Length)],
            < 30 => (type, JobState.Failed),
            < 60 => (type, JobState.Cancelled),
            _ => (type, JobState.Finished),
        };
    }

    private Job Make(Random random, long id, string type, string state, DateTimeOffset createdAt)
    {
        var total = random.Next(50, 200_000);
        var isWaiting = state is "idle" or "scheduled" or "pending";
        var isFinished = state is JobState.Finished;
        var isFailed = state is JobState.Failed;
        var isOver = isFinished || isFailed || state is JobState.Cancelled;
        var beginsAt = createdAt.AddMinutes(random.Next(1, 600));
        var startedAt = beginsAt.AddSeconds(random.Next(0, 90));
        var endedAt = startedAt.AddSeconds(1 + (total / 50));
        var progress = isFinished ? total : random.Next(total);
        return new Job
        {
            Id = id,
            OrganizationId = random.Next(organizations) + 1,
            JobType = type,
            Name = NameOf(random, type, id),
            State = state,
            State2 = type is JobType.Campaign && state is "paused" ? "onhold_autowinner" : null,
            Paused = state is "paused",
            ProgressValue = isWaiting ? 0 : progress,
            ProgressTotal = isWaiting ? null : total,
            MailingListId = random.Next(1, 5000),
            SuppressionListId = random.Next(4) == 0 ? random.Next(1, 300) : null,
            BeginsAt = state is "idle" ? null : beginsAt,
            StartedAt = isWaiting ? null : startedAt,
            FinishedAt = isOver ? endedAt : null,
            RetryAt = isFailed && random.Next(10) == 0 ? endedAt.AddMinutes(15) : null,
            CreatedAt = createdAt,
            UpdatedAt = isWaiting ? createdAt : endedAt,
        };
    }

    private static string NameOf(Random random, string type, long id)
    {
        var subject = Subjects[random.Next(Subjects.Length)];
        return type switch
        {
            JobType.SubscriberImport => $"{subject.ToLowerInvariant()}-subscribers-{id}.csv",
            AnyOtherType => $"{subject} export {id}",
            _ => $"{Rhythms[random.Next(Rhythms.Length)]} {subject} {id}",
        };
    }
}
