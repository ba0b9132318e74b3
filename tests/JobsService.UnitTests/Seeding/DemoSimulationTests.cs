using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Seeding;

namespace JobsService.UnitTests.Seeding;

/// <summary>How the jobs of the demonstration change.</summary>
internal sealed class DemoSimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly DemoSimulation _simulation = new(new Random(1));

    [TestCase(JobType.Campaign, "scheduled sending finished")]
    [TestCase(JobType.SubscriberImport, "scheduled downloading splitting importing finished")]
    [TestCase("ListExport", "scheduled active finished")]
    public void A_job_goes_through_the_states_of_its_type_until_it_is_finished(string type, string states)
    {
        var (job, seen) = Run(Scheduled() with { JobType = type });

        Assert.That(
            string.Join(' ', seen.Where(state => state != JobState.Failed).Distinct(StringComparer.Ordinal)),
            Is.EqualTo(states)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(job.ProgressValue, Is.EqualTo(job.ProgressTotal));
            Assert.That(job.FinishedAt, Is.EqualTo(job.UpdatedAt));
            Assert.That(job.StartedAt, Is.GreaterThanOrEqualTo(job.BeginsAt!.Value));
        }
    }

    [Test]
    public void Some_jobs_fail_and_every_failed_one_is_retried()
    {
        var runs = Enumerable.Range(101, 100).Select(id => Run(Scheduled() with { Id = id })).ToArray();

        Assert.That(runs.Select(run => run.Job.State), Has.All.EqualTo(JobState.Finished));
        Assert.That(runs.Count(run => run.States.Contains(JobState.Failed)), Is.InRange(1, 50));
    }

    [TestCase("idle")]
    [TestCase("paused")]
    [TestCase("cancelled")]
    [TestCase("failed")]
    [TestCase("finished")]
    public void A_job_that_nobody_works_on_does_not_change(string state) =>
        Assert.That(_simulation.Next(Scheduled() with { State = state }, Start.AddDays(1)), Is.Null);

    [Test]
    public void Jobs_without_a_worker_do_not_change() =>
        Assert.That(
            DemoSimulation.JobsWithoutWorker(Start).Select(job => _simulation.Next(job, Start.AddDays(1))),
            Is.EqualTo(new Job?[] { null, null })
        );

    private (Job Job, List<string> States) Run(Job job)
    {
        List<string> states = [job.State];
        for (var second = 1; second <= 1000 && job.State != JobState.Finished; second++)
        {
            job = _simulation.Next(job, Start.AddSeconds(second)) ?? job;
            states.Add(job.State);
        }

        return (job, states);
    }

    private Job Scheduled() => _simulation.NewJob(id: 1, Start);
}
