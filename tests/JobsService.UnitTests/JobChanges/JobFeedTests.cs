using System.Diagnostics.Metrics;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.JobChanges;

/// <summary>The feed of changes that all listeners share.</summary>
internal sealed class JobFeedTests
{
    // The clock advances quickly while a test waits for the feed.
    private static readonly TimeSpan Long = TimeSpan.FromDays(20);
    private static readonly OrganizationScope Scope = OrganizationScope.Of(
        new Caller(1, ApiKeyRole.OrganizationAdmin, ApiKeyId: 1),
        OrganizationSelection.InScope
    );

    private FakeTimeProvider _time = null!;
    private FakeJobChanges _changes = null!;
    private ServiceProvider _services = null!;
    private JobFeed _feed = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new FakeTimeProvider();
        _changes = new FakeJobChanges { Latest = 10 };
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _feed = new JobFeed(_changes, new JobFeedMetrics(_services.GetRequiredService<IMeterFactory>()), _time);
    }

    [TearDown]
    public void TearDown()
    {
        _feed.Dispose();
        _services.Dispose();
    }

    [Test]
    public async Task Nothing_is_read_when_nobody_listens()
    {
        var listener = _feed.Listen(Scope, latest: 10);
        await Tick();
        listener.Dispose();
        var reads = _changes.PositionReads;

        for (var second = 0; second < 10; second++)
        {
            _time.Advance(JobFeed.ReadInterval);
            await Task.Yield();
        }

        Assert.That((_changes.PositionReads, _feed.Listeners), Is.EqualTo((reads, 0)));
        using var another = _feed.Listen(Scope, latest: 10);
        await Tick();
    }

    [Test]
    public async Task Many_listeners_share_one_read()
    {
        JobFeedListener[] listeners = [.. Enumerable.Range(0, 50).Select(_ => _feed.Listen(Scope, latest: 10))];
        var pages = listeners.Select(listener => listener.Next(10, 100, Long, CancellationToken.None)).ToArray();
        _changes.Change(5);

        await AdvanceUntil(() => pages.All(page => page.IsCompleted));

        foreach (var page in pages)
        {
            Assert.That((await page).Changes.Single().Id, Is.EqualTo(5));
        }

        Assert.That(_changes.Reads, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_a_change_a_wait_ends_with_no_changes()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        var page = listener.Next(10, 100, TimeSpan.FromSeconds(15), CancellationToken.None);

        await AdvanceUntil(() => page.IsCompleted);

        Assert.That((await page).Changes, Is.Empty);
        Assert.That(_changes.Reads, Is.Zero);
    }

    [Test]
    public async Task A_listener_that_fell_behind_reads_the_last_change_of_each_job()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        for (var round = 0; round < 5; round++)
        {
            for (var id = 1; id <= ScopeFeed.MaxRead; id++)
            {
                _changes.Change(id);
            }

            await Tick();
        }

        var read = _changes.Reads;
        var page = await listener.Next(10, 2000, Long, CancellationToken.None);

        Assert.That(page.Changes, Has.Count.EqualTo(ScopeFeed.MaxRead));
        Assert.That(
            page.Changes.Select(change => change.Version),
            Is.Ordered.And.All.GreaterThan(10 + (4 * ScopeFeed.MaxRead))
        );
        Assert.That(_changes.Reads, Is.EqualTo(read + 1), "The listener must read from the database.");
    }

    [Test]
    public async Task A_job_that_changed_twice_is_told_once()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        _changes.Change(1);
        await Tick();
        _changes.Change(2);
        _changes.Change(1, isDeletion: true);
        await Tick();

        var page = await listener.Next(10, 100, Long, CancellationToken.None);

        Assert.That(
            page.Changes.Select(change => (change.Id, change.Job is null)),
            Is.EqualTo(new[] { (2L, false), (1L, true) })
        );
        Assert.That((page.Until, page.HasMore), Is.EqualTo((13, false)));
    }

    [Test]
    public async Task A_limit_leaves_the_remaining_changes_for_the_next_read()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        _changes.Change(1);
        _changes.Change(2);
        await Tick();

        var first = await listener.Next(10, 1, Long, CancellationToken.None);
        var second = await listener.Next(first.Until, 1, Long, CancellationToken.None);

        Assert.That((first.Changes.Single().Id, first.HasMore), Is.EqualTo((1, true)));
        Assert.That((second.Changes.Single().Id, second.HasMore), Is.EqualTo((2, false)));
    }

    [Test]
    public async Task While_the_database_is_unavailable_listeners_wait()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        var page = listener.Next(10, 100, Long, CancellationToken.None);
        _changes.Change(1);
        _changes.Failure = new DatabaseUnavailableException("away");
        await Tick();
        Assert.That(page.IsCompleted, Is.False);

        _changes.Failure = null;
        await AdvanceUntil(() => page.IsCompleted);

        Assert.That((await page).Changes.Single().Id, Is.EqualTo(1));
    }

    [Test]
    public async Task An_unexpected_error_is_thrown_by_every_listener()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        var page = listener.Next(10, 100, Long, CancellationToken.None);
        _changes.Failure = new InvalidOperationException("broken");

        await AdvanceUntil(() => page.IsCompleted);

        Assert.That(async () => await page, Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_older_copy_of_the_database_ends_the_feed()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        var page = listener.Next(10, 100, Long, CancellationToken.None);
        _changes.Latest = 3;

        await AdvanceUntil(() => page.IsCompleted);

        Assert.That(async () => await page, Throws.InstanceOf<CursorExpiredException>());
    }

    [Test]
    public async Task Changes_after_a_deletion_that_is_not_kept_are_not_told()
    {
        using var listener = _feed.Listen(Scope, latest: 10);
        _changes.Change(1);
        _changes.DeletionsKeptAfter = 11;
        await Tick();

        Assert.That(
            async () => await listener.Next(10, 100, Long, CancellationToken.None),
            Throws.InstanceOf<CursorExpiredException>()
        );
        _changes.Change(2);
        await Tick();
        Assert.That((await listener.Next(11, 100, Long, CancellationToken.None)).Changes.Single().Id, Is.EqualTo(2));
    }

    // The feed has read everything when it reads the position once more.
    private async Task Tick()
    {
        for (var count = 0; count < 2; count++)
        {
            var reads = _changes.PositionReads;
            await AdvanceUntil(() => _changes.PositionReads > reads);
        }
    }

    private async Task AdvanceUntil(Func<bool> condition)
    {
        while (!condition())
        {
            _time.Advance(JobFeed.ReadInterval);
            await Task.Yield();
        }
    }
}
