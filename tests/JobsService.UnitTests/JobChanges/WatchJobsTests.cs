using System.Diagnostics.Metrics;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.JobChanges;

/// <summary>The times of a stream of events: heartbeats, its longest duration, and its end when the service stops.</summary>
internal sealed class WatchJobsTests
{
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
        _feed = new JobFeed(_changes, Metrics, _time);
    }

    [TearDown]
    public void TearDown()
    {
        _feed.Dispose();
        _services.Dispose();
    }

    private JobFeedMetrics Metrics => new(_services.GetRequiredService<IMeterFactory>());

    [Test]
    public async Task Without_changes_a_stream_has_heartbeats_and_ends_after_30_minutes()
    {
        List<JobEventType> types = [];
        var begin = _time.GetTimestamp();
        await using var events = await Watch(CancellationToken.None);
        while (await Next(events))
        {
            types.Add(events.Current.Type);
        }

        Assert.That(types[0], Is.EqualTo(JobEventType.Ready));
        Assert.That(types[^1], Is.EqualTo(JobEventType.Bye));
        Assert.That(types[1..^1], Is.Not.Empty.And.All.EqualTo(JobEventType.Heartbeat));
        Assert.That(types, Has.Count.LessThanOrEqualTo(122), "More than four heartbeats a minute.");
        Assert.That(_time.GetElapsedTime(begin), Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(30)));
    }

    [Test]
    public async Task A_stream_ends_when_the_service_stops()
    {
        using var stop = new CancellationTokenSource();
        await using var events = await Watch(stop.Token);
        await events.MoveNextAsync();
        var next = events.MoveNextAsync();

        await stop.CancelAsync();

        Assert.That(await next, Is.True);
        Assert.That(events.Current.Type, Is.EqualTo(JobEventType.Bye));
        Assert.That(await events.MoveNextAsync(), Is.False);
        Assert.That(_feed.Listeners, Is.Zero);
    }

    [Test]
    public async Task A_stream_whose_changes_are_no_longer_known_ends_with_reset_and_bye()
    {
        List<JobEventType> types = [];
        await using var events = await Watch(CancellationToken.None);
        await Next(events);
        _changes.Latest = 3;
        while (await Next(events))
        {
            types.Add(events.Current.Type);
        }

        // The clock advances quickly, so there can be heartbeats before.
        Assert.That(
            types.SkipWhile(type => type == JobEventType.Heartbeat),
            Is.EqualTo(new[] { JobEventType.Reset, JobEventType.Bye })
        );
    }

    private async Task<IAsyncEnumerator<JobEvent>> Watch(CancellationToken ending)
    {
        var request = new WatchJobs { Ending = ending };
        ((IOrganizationScopedRequest)request).Assign(
            OrganizationScope.Of(
                new Caller(1, ApiKeyRole.OrganizationAdmin, ApiKeyId: 1),
                OrganizationSelection.InScope
            )
        );

        // Neither organizations nor lists of jobs are read for this request.
        var handler = new WatchJobsHandler(
            _changes,
            newlyStalled: null!,
            organizations: null!,
            _feed,
            Metrics,
            new Unlimited(),
            new JobListOptions(),
            _time
        );
        var events = await handler.Handle(request, CancellationToken.None);
        return events.Events.GetAsyncEnumerator(CancellationToken.None);
    }

    /// <summary>Reads the next event, while time passes.</summary>
    private async Task<bool> Next(IAsyncEnumerator<JobEvent> events)
    {
        var next = events.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await next;
    }

    private sealed class Unlimited : IListenerAdmission
    {
        public void BecomeListener() { }
    }
}
