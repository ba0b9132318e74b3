using FsCheck;
using FsCheck.Fluent;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Random jobs and filters, with rows that change while a client reads page by page.</summary>
[OnEveryEngine]
internal sealed class PageWalkTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int MaxId = 30;
    private const int Walks = 60;

    private RunningService _service = null!;
    private string _key = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, RandomJobs.Organizations);
        _key = await Database.AddKey(1);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public void A_random_filter_returns_exactly_the_matching_jobs() =>
        Check(
            from jobs in RandomJobs.UpTo(MaxId)
            from filter in RandomJobs.Filter
            select (jobs, filter),
            async random =>
            {
                await Replace(random.jobs);
                var expected = Expected(random.jobs, random.filter);

                var whole = await Get(random.filter, "");
                var counted = await Get(random.filter, "&per_page=3&page=1");

                Assert.That(whole.Ids, Is.EqualTo(expected));
                Assert.That(counted.Ids, Is.EqualTo(expected.Skip(3).Take(3)));
                Assert.That(counted.Number("num_records"), Is.EqualTo(expected.Length));
            }
        );

    [Test]
    public void Keyset_pages_return_every_unchanged_job_exactly_once() =>
        Check(
            from jobs in RandomJobs.UpTo(MaxId)
            from filter in RandomJobs.Filter
            from perPage in Gen.Choose(1, 4)
            from changes in Gen.ListOf(Change)
            select (jobs, filter, perPage, changes: changes.ToArray()),
            async random =>
            {
                await Replace(random.jobs);
                var changes = new Queue<RandomChange>(random.changes);
                List<long> seen = [];
                for (var token = ""; token is not null; )
                {
                    var page = await Get(random.filter, $"&per_page={random.perPage}&page_token={token}");
                    Assert.That(page.Ids.Count, Is.LessThanOrEqualTo(random.perPage));
                    seen.AddRange(page.Ids);
                    token = page.NextPageToken;
                    for (var left = 2; left > 0 && changes.TryDequeue(out var change); left--)
                    {
                        await Apply(change);
                    }
                }

                var changed = random.changes.Select(change => change.Job.Id).ToHashSet();
                var throughout = Expected(random.jobs.Where(job => !changed.Contains(job.Id)), random.filter);
                Assert.That(seen, Is.SupersetOf(throughout));
                Assert.That(seen, Is.Ordered.And.Unique);
            }
        );

    /// <summary>A write between two pages: it replaces or deletes the job with a random id.</summary>
    private static Gen<RandomChange> Change { get; } =
        from id in Gen.Choose(1, MaxId)
        from job in RandomJobs.WithId(id)
        from isDeleted in Gen.Elements(true, false)
        select new RandomChange(job, isDeleted);

    private static long[] Expected(IEnumerable<Job> jobs, JobFilterReference filter) =>
        [.. jobs.Where(job => job.OrganizationId == 1 && filter.Includes(job)).Select(job => job.Id).Order()];

    private static void Check<T>(Gen<T> gen, Func<T, Task> property) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Walks),
            Prop.ForAll(gen.ToArbitrary(), property)
        );

    private async Task<Envelope> Get(JobFilterReference filter, string page) =>
        await Envelope.Of(
            await _service.Get($"{(filter.OnlyUnfinished ? Routes.Unfinished : Routes.All)}?{filter.Query}{page}", _key)
        );

    private async Task Replace(IEnumerable<Job> jobs)
    {
        await Database.Execute("DELETE FROM jobs");
        await Database.AddJobs(jobs);
    }

    private async Task Apply(RandomChange change)
    {
        await Database.Execute("DELETE FROM jobs WHERE id = @id", new { id = change.Job.Id });
        if (!change.IsDeleted)
        {
            await Database.AddJobs(change.Job);
        }
    }

    private sealed record RandomChange(Job Job, bool IsDeleted);
}
