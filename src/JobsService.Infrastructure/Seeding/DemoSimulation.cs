using JobsService.Domain.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// Plays the workers of the email platform for the demonstration: decides how a job changes within a second. A job takes about a
/// minute, one of ten fails and is retried, and a new job begins every fifteen seconds on average. Not thread-safe.
/// </summary>
/// <param name="random">The source of chance.</param>
internal sealed class DemoSimulation(Random random)
{
    private const string Scheduled = "scheduled";
    private const string Pending = "pending";
    private const string Downloading = "downloading";
    private const string Splitting = "splitting";
    private const string Importing = "importing";
    private const string Sending = "sending";
    private const string Active = "active";

    // The last of the jobs that DemoDatabase inserts.
    private const long StalledJobId = 60;
    private const int SecondsOfJob = 60;
    private const int SecondsBetweenJobs = 15;
    private const int FailureInSeconds = 600;

    private static readonly TimeSpan Preparation = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BeginsAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Returns jobs that never change, because no worker continues them: one that has failed for good, and a stalled one.
    /// </summary>
    public static IReadOnlyList<Job> JobsWithoutWorker(DateTimeOffset now)
    {
        var stalled = new Job
        {
            Id = StalledJobId,
            OrganizationId = 2,
            JobType = JobType.SubscriberImport,
            Name = "partner-contacts.csv",
            State = Importing,
            Paused = false,
            ProgressValue = 118_000,
            ProgressTotal = 350_000,
            MailingListId = 117,
            BeginsAt = now.AddHours(-3),
            StartedAt = now.AddHours(-3),
            CreatedAt = now.AddHours(-4),
            UpdatedAt = now.AddHours(-2),
        };
        var failed = stalled with
        {
            Id = StalledJobId - 1,
            JobType = JobType.Campaign,
            Name = "Weekly Offers 59",
            State = JobState.Failed,
            ProgressValue = 3_100,
            ProgressTotal = 18_000,
            FinishedAt = now.AddHours(-2),
        };
        return [failed, stalled];
    }

    /// <summary>Returns a generated job with times around the present: waiting jobs begin one after the other, others run.</summary>
    public static Job AtStart(Job job, DateTimeOffset now) =>
        job.State switch
        {
            Scheduled or Pending => job with { BeginsAt = now + (job.Id * BeginsAfter) },
            Downloading or Splitting or Importing or Sending or Active => job with
            {
                BeginsAt = now - Preparation,
                StartedAt = now - Preparation,
                UpdatedAt = now,
            },
            _ => job,
        };

    /// <summary>Returns the job as it is now; null if it has not changed.</summary>
    public Job? Next(Job job, DateTimeOffset now) =>
        job.State switch
        {
            _ when job.Id == StalledJobId => null,
            Scheduled or Pending when job.BeginsAt <= now => Started(job, now),
            Downloading when job.UpdatedAt + Preparation <= now => job with
            {
                State = Splitting,
                ProgressTotal = random.Next(1_000, 50_000),
                UpdatedAt = now,
            },
            Splitting when job.UpdatedAt + Preparation <= now => job with { State = Importing, UpdatedAt = now },
            Importing or Sending or Active => Advanced(job, now),
            JobState.Failed when job.RetryAt <= now => Started(job, now),
            _ => null,
        };

    /// <summary>Whether a new job is created now.</summary>
    public bool IsTimeForNewJob() => random.Next(SecondsBetweenJobs) == 0;

    /// <summary>Returns a new job of one of the customers, which begins soon.</summary>
    public Job NewJob(long id, DateTimeOffset now)
    {
        var isImport = random.Next(2) == 0;
        return new Job
        {
            Id = id,
            OrganizationId = 2 + random.Next(2),
            JobType = isImport ? JobType.SubscriberImport : JobType.Campaign,
            Name = isImport ? $"new-subscribers-{id}.csv" : $"Daily News {id}",
            State = Scheduled,
            Paused = false,
            ProgressValue = 0,
            MailingListId = random.Next(1, 5000),
            BeginsAt = now + BeginsAfter,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private Job Started(Job job, DateTimeOffset now) =>
        job with
        {
            State = job.JobType switch
            {
                JobType.Campaign => Sending,
                JobType.SubscriberImport => Downloading,
                _ => Active,
            },
            ProgressValue = 0,
            ProgressTotal = job.JobType is JobType.SubscriberImport ? null : random.Next(1_000, 50_000),
            StartedAt = now,
            FinishedAt = null,
            RetryAt = null,
            UpdatedAt = now,
        };

    private Job Advanced(Job job, DateTimeOffset now)
    {
        if (random.Next(FailureInSeconds) == 0)
        {
            return job with { State = JobState.Failed, FinishedAt = now, RetryAt = now + RetryAfter, UpdatedAt = now };
        }

        var total = job.ProgressTotal ?? SecondsOfJob;
        var value = Math.Min(total, job.ProgressValue + 1 + random.NextInt64(2 * total / SecondsOfJob));
        return job with
        {
            State = value == total ? JobState.Finished : job.State,
            ProgressTotal = total,
            ProgressValue = value,
            FinishedAt = value == total ? now : null,
            UpdatedAt = now,
        };
    }
}
