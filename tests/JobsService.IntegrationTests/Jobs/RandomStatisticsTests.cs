using FsCheck;
using FsCheck.Fluent;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>The database counts random jobs as the domain does.</summary>
[OnEveryEngine]
internal sealed class RandomStatisticsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int MaxJobs = 60;
    private const int Tests = 50;

    private static readonly DateTimeOffset Before = JobBuilder.Time;

    private static readonly Gen<Job[]> RandomJobsWithProgress =
        from jobs in RandomJobs.UpTo(MaxJobs)
        from running in Gen.CollectToList(jobs, WithProgress)
        select running.ToArray();

    [Test]
    public async Task Statistics_of_random_jobs_equal_those_of_the_domain()
    {
        await Database.AddOrganizations([.. Enumerable.Range(1, RandomJobs.Organizations).Select(id => (long)id)]);
        var repository = Database.Services.GetRequiredService<IJobRepository>();
        var scopes = Enumerable
            .Range(1, RandomJobs.Organizations)
            .Select(id => OrganizationScope.Of(Caller.Operator, OrganizationSelection.One(id)))
            .Append(OrganizationScope.Of(Caller.Operator, OrganizationSelection.Every))
            .ToArray();

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Tests),
            Prop.ForAll(
                RandomJobsWithProgress.ToArbitrary(),
                async jobs =>
                {
                    await Database.Execute("DELETE FROM jobs");
                    await Database.AddJobs(jobs);
                    foreach (var scope in scopes)
                    {
                        var actual = await repository.Summarize(scope, Before, Before, CancellationToken.None);
                        AssertEqual(actual, [.. jobs.Where(job => scope.Includes(job.OrganizationId))]);
                    }
                }
            )
        );
    }

    private static void AssertEqual(JobStatistics actual, IReadOnlyList<Job> jobs)
    {
        var counts = jobs.GroupBy(job => (job.State.ToLowerInvariant(), job.JobType.ToLowerInvariant()))
            .Select(group => (group.Key, Jobs: group.LongCount()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.AsOf, Is.EqualTo(Before));
            Assert.That(actual.Total, Is.EqualTo(jobs.Count));
            Assert.That(actual.Unfinished, Is.EqualTo(jobs.Count(job => job.IsUnfinished)));
            Assert.That(actual.Stalled, Is.EqualTo(jobs.Count(job => job.IsStalled(Before))));
            Assert.That(
                actual.Counts.Select(count =>
                    ((count.State.ToLowerInvariant(), count.JobType.ToLowerInvariant()), count.Jobs)
                ),
                Is.EquivalentTo(counts)
            );
            Assert.That(actual.Counts.Select(count => count.Jobs), Is.Ordered.Descending);
        }
    }

    private static Gen<Job> WithProgress(Job job) =>
        from hasStarted in Gen.Elements(true, true, false)
        from isPaused in Gen.Elements(true, false, false)
        from seconds in Gen.Choose(-2, 2)
        from isUpperCase in Gen.Elements(true, false, false)
        select job with
        {
            StartedAt = hasStarted ? JobBuilder.Time : null,
            Paused = isPaused,
            UpdatedAt = Before.AddSeconds(seconds),
            State = isUpperCase ? job.State.ToUpperInvariant() : job.State,
        };
}
