using FsCheck;
using FsCheck.Fluent;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Random jobs, filters and orders, with rows that change while a client reads page by page.</summary>
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
            from jobs in Shuffled
            from filter in RandomJobs.Filter
            from order in Order
            select (jobs, filter, order),
            async random =>
            {
                await Replace(random.jobs);
                var expected = Expected(random.jobs, random.filter, random.order);

                var whole = await Get(random.filter, random.order, "");
                var counted = await Get(random.filter, random.order, "&per_page=3&page=1");

                Assert.That(whole.Ids, Is.EqualTo(expected));
                Assert.That(counted.Ids, Is.EqualTo(expected.Skip(3).Take(3)));
                Assert.That(counted.Number("num_records"), Is.EqualTo(expected.Length));
            }
        );

    [Test]
    public void Keyset_pages_return_every_unchanged_job_exactly_once() =>
        Check(
            from jobs in Shuffled
            from filter in RandomJobs.Filter
            from order in Order
            from perPage in Gen.Choose(1, 4)
            from changes in Gen.ListOf(Change)
            select (jobs, filter, order, perPage, changes: changes.ToArray()),
            async random =>
            {
                await Replace(random.jobs);
                var changes = new Queue<RandomChange>(random.changes);
                List<long> seen = [];
                for (var token = ""; token is not null; )
                {
                    var page = await Get(random.filter, random.order, $"&per_page={random.perPage}&page_token={token}");
                    Assert.That(page.Ids.Count, Is.LessThanOrEqualTo(random.perPage));
                    seen.AddRange(page.Ids);
                    token = page.NextPageToken;
                    for (var left = 2; left > 0 && changes.TryDequeue(out var change); left--)
                    {
                        await Apply(change);
                    }
                }

                var changed = random.changes.Select(change => change.Job.Id).ToHashSet();
                var unchanged = random.jobs.Where(job => !changed.Contains(job.Id));
                Assert.That(
                    seen.Where(id => !changed.Contains(id)),
                    Is.EqualTo(Expected(unchanged, random.filter, random.order))
                );

                // A job that changes moves to the end of a list by change, where it is returned again, or to its beginning.
                if (random.order != JobOrder.Changed)
                {
                    Assert.That(seen, Is.Unique);
                }
            }
        );

    private static Gen<JobOrder> Order { get; } = Gen.Elements(Enum.GetValues<JobOrder>());

    /// <summary>Random jobs in the order in which they are inserted.</summary>
    private static Gen<Job[]> Shuffled { get; } =
        from jobs in RandomJobs.UpTo(MaxId)
        from shuffled in Gen.Shuffle(jobs)
        select shuffled;

    /// <summary>A write between two pages: it replaces or deletes the job with a random id.</summary>
    private static Gen<RandomChange> Change { get; } =
        from id in Gen.Choose(1, MaxId)
        from job in RandomJobs.WithId(id)
        from isDeleted in Gen.Elements(true, false)
        select new RandomChange(job, isDeleted);

    private static long[] Expected(IEnumerable<Job> jobs, JobFilterReference filter, JobOrder order)
    {
        var ids = jobs.Where(job => job.OrganizationId == 1 && filter.Includes(job)).Select(job => job.Id);
        return order switch
        {
            JobOrder.Id => [.. ids.Order()],
            JobOrder.IdDescending => [.. ids.OrderDescending()],
            JobOrder.Changed => [.. ids],
            _ => [.. ids.Reverse()],
        };
    }

    private static void Check<T>(Gen<T> gen, Func<T, Task> property) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Walks),
            Prop.ForAll(gen.ToArbitrary(), property)
        );

    private async Task<Envelope> Get(JobFilterReference filter, JobOrder order, string page)
    {
        var route = filter.OnlyUnfinished ? Routes.Unfinished : Routes.All;
        var query = $"{filter.Query}&order_by={JobOrders.NameOf(order)}{page}";
        return await Envelope.Of(await _service.Get($"{route}?{query}", _key));
    }

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
