using JobsService.Domain.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// Generates realistic jobs. The result depends only on the arguments, not on the machine or the date.
/// </summary>
/// <remarks>
/// The first jobs cover every known state of every type. Most of the others are finished, as in a production database. Ids ascend
/// with the creation time.
/// </remarks>
/// <param name="organizations">The jobs are distributed evenly over organizations 1 to this number.</param>
/// <param name="seed">The seed of the random number generator.</param>
internal sealed class JobGenerator(int organizations, int seed)
{
    /// <summary>When the newest job was created.</summary>
    public DateTimeOffset Newest { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time between the oldest and the newest job.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(2 * 365);

    private const string OtherType = "ListExport";

    private static readonly (string Type, string State)[] KnownStates =
    [
        .. JobState.OfCampaigns.Select(state => (JobType.Campaign, state)),
        .. JobState.OfSubscriberImports.Select(state => (JobType.SubscriberImport, state)),
        .. JobState.OfAnyJob.Select(state => (OtherType, state)),
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
    private static readonly string[] Frequencies = ["Daily", "Weekly", "Monthly", "Spring", "Autumn", "VIP"];

    /// <summary>Generates the jobs with ids 1 to <paramref name="count"/> lazily.</summary>
    public IEnumerable<Job> Generate(long count)
    {
        var random = new Random(seed);
        for (var id = 1L; id <= count; id++)
        {
            var createdAt = Newest - (Period * ((count - id) / (double)count));
            var (type, state) = id <= KnownStates.Length ? KnownStates[id - 1] : Pick(random);
            yield return Create(
                random,
                id,
                type,
                state,
                DateTimeOffset.FromUnixTimeSeconds(createdAt.ToUnixTimeSeconds())
            );
        }
    }

    /// <summary>
    /// Returns a random type and state. Of 1000 jobs, 4 are unfinished, 26 failed, 30 cancelled and 940 finished, on average.
    /// </summary>
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

    private Job Create(Random random, long id, string type, string state, DateTimeOffset createdAt)
    {
        var total = random.Next(50, 200_000);
        var isWaiting = state is "idle" or "scheduled" or "pending";
        var isFinished = state is JobState.Finished;
        var isFailed = state is JobState.Failed;
        var hasEnded = isFinished || isFailed || state is JobState.Cancelled;
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
            FinishedAt = hasEnded ? endedAt : null,
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
            OtherType => $"{subject} export {id}",
            _ => $"{Frequencies[random.Next(Frequencies.Length)]} {subject} {id}",
        };
    }
}

/// <summary>Names of generated organizations.</summary>
internal static class OrganizationNames
{
    private static readonly string[] Names =
    [
        "Aurora Travel",
        "Birch & Sons",
        "Café Zürich",
        "Delta Sports",
        "Elm Books",
    ];

    /// <summary>Returns the name of an organization. Organization 1 is the system organization.</summary>
    public static string Of(int id) => id == 1 ? "System" : $"{Names[id % Names.Length]} {id}";
}
