using System.Globalization;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Seeding;

namespace JobsService.UnitTests.Seeding;

internal sealed class JobGeneratorTests
{
    private const int Organizations = 10;

    private static readonly Job[] Jobs = [.. new JobGenerator(Organizations, seed: 1).Generate(20_000)];

    [Test]
    public void The_same_seed_generates_the_same_jobs()
    {
        Assert.That(new JobGenerator(Organizations, seed: 1).Generate(20_000), Is.EqualTo(Jobs));
    }

    [Test]
    public void The_last_job_is_the_same_on_every_machine()
    {
        // A change of the generator makes earlier benchmark results incomparable, so it must be deliberate.
        var last = Jobs[^1];
        Assert.That(
            (last.Name, last.OrganizationId, last.ProgressValue, last.BeginsAt),
            Is.EqualTo(
                (
                    "Monthly Weather 20000",
                    8L,
                    180267L,
                    DateTimeOffset.Parse("2026-01-01T01:59:00Z", CultureInfo.InvariantCulture)
                )
            )
        );
    }

    [Test]
    public void A_different_seed_generates_different_jobs()
    {
        Assert.That(new JobGenerator(Organizations, seed: 2).Generate(20_000), Is.Not.EqualTo(Jobs));
    }

    [Test]
    public void Ids_ascend_from_1_with_the_time_of_creation()
    {
        Assert.That(Jobs.Select(job => job.Id), Is.EqualTo(Enumerable.Range(1, Jobs.Length)));
        Assert.That(Jobs.Select(job => job.CreatedAt), Is.Ordered);
    }

    [Test]
    public void Every_known_state_of_every_type_occurs()
    {
        var states = Jobs.ToLookup(job => job.JobType, job => job.State, StringComparer.Ordinal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(JobState.OfCampaigns, Is.SubsetOf(states[JobType.Campaign]));
            Assert.That(JobState.OfSubscriberImports, Is.SubsetOf(states[JobType.SubscriberImport]));
            Assert.That(JobState.OfAnyJob, Is.SubsetOf(Jobs.Select(job => job.State)));
        }
    }

    [Test]
    public void Jobs_have_consistent_values()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var job in Jobs)
            {
                Assert.That(job.OrganizationId, Is.InRange(1, Organizations));
                Assert.That(job.Paused, Is.EqualTo(job.State == "paused"));
                Assert.That(job.ProgressValue, Is.LessThanOrEqualTo(job.ProgressTotal ?? 0));
                Assert.That(job.StartedAt ?? job.CreatedAt, Is.InRange(job.CreatedAt, job.FinishedAt ?? job.UpdatedAt));
                Assert.That(
                    job.FinishedAt is null,
                    Is.EqualTo(job.State is not ("finished" or "failed" or "cancelled"))
                );
            }
        }
    }

    [Test]
    public void Some_failed_jobs_have_a_retry_time()
    {
        var retries = Jobs.Where(job => job.State == "failed").Select(job => job.RetryAt is not null).ToArray();

        Assert.That(retries, Does.Contain(true).And.Contains(false));
    }
}
