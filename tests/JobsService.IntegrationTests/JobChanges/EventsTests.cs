using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Replicas;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.JobChanges.Listeners;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary><c>GET jobs/events</c>.</summary>
[OnEveryEngine]
internal sealed class EventsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private RunningService _service = null!;
    private string _key = "";

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, 2);
        await Database.AddJobs(Job(1), Job(2), Job(3), Job(4, 2));
        _key = await Database.AddKey(1);
        Database.Settings["Events:StreamsPerKey"] = "100";
        Database.Settings["Events:MaxStreams"] = "101";
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public ValueTask Stop() => _service?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task A_stream_has_the_headers_that_proxies_and_browsers_need()
    {
        await using var stream = await Open();

        var headers = stream.Response.Headers;
        Assert.That($"{stream.Response.Content.Headers.ContentType}", Is.EqualTo("text/event-stream"));
        Assert.That(headers.CacheControl?.NoStore, Is.True);
        Assert.That(headers.GetValues("X-Accel-Buffering"), Is.EqualTo(new[] { "no" }));
    }

    [Test]
    public async Task Changes_are_told_in_their_order_after_ready()
    {
        await using var stream = await Open("?fields=id,state");
        var ready = await stream.Next();
        await Database.Execute("UPDATE jobs SET state = 'failed' WHERE id = 2");
        await Database.Execute("DELETE FROM jobs WHERE id = 1");
        await Database.AddJobs(Job(9));

        Assert.That(ready.EventType, Is.EqualTo("ready"));
        Assert.That(ready.Data, Is.EqualTo($$"""{"cursor":"{{ready.EventId}}"}"""));
        Assert.That(ready.ReconnectionInterval?.TotalSeconds, Is.InRange(1, 5));
        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":2,"state":"failed"}"""));
        Assert.That(await stream.NextText(), Is.EqualTo("""deleted {"id":1}"""));
        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":9,"state":"scheduled"}"""));
    }

    [Test]
    public async Task With_a_filter_changed_jobs_that_do_not_match_have_left()
    {
        await using var stream = await Open("?state=failed&fields=id");
        await stream.Next();
        await Database.Execute("UPDATE jobs SET state = 'idle' WHERE id = 2");
        await Database.Execute("UPDATE jobs SET state = 'failed' WHERE id = 1");

        Assert.That(await stream.NextText(), Is.EqualTo("""left {"id":2}"""));
        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":1}"""));
    }

    [Test]
    public async Task A_client_that_reconnects_gets_what_it_missed_also_from_another_replica()
    {
        string cursor;
        await using (var stream = await Open())
        {
            await stream.Next();
            await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 3");
            cursor = (await stream.Next()).EventId!;
        }

        await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 2");
        await using var other = await RunningService.Start(Database);
        await using var resumed = await EventStream.Open(other.Client, $"{Routes.Events}?fields=id", _key, cursor);

        Assert.That((await resumed.Next()).EventId, Is.EqualTo(cursor));
        Assert.That(await resumed.NextText(), Is.EqualTo("""job {"id":2}"""));
    }

    [Test]
    public async Task A_job_that_changed_often_before_the_client_reads_is_told_once()
    {
        var start = await Changes.Of(await _service.Get(Routes.Changes, _key));
        await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 1");
        await Database.Execute("UPDATE jobs SET progress_value = 2 WHERE id = 2");
        await Database.Execute("UPDATE jobs SET progress_value = 3 WHERE id = 1");

        await using var stream = await Open($"?cursor={start.NextCursor}&fields=id,progress_value");
        await stream.Next();

        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":2,"progress_value":2}"""));
        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":1,"progress_value":3}"""));
    }

    [Test]
    public async Task A_cursor_that_is_too_old_is_answered_with_reset_and_ready()
    {
        await using var stream = await Open($"?cursor={Cursors.At(1, long.MaxValue)}");

        var reset = await stream.Next();
        var ready = await stream.Next();

        Assert.That((reset.EventType, ready.EventType), Is.EqualTo(("reset", "ready")));
        Assert.That(reset.EventId, Is.EqualTo(ready.EventId));
    }

    [Test]
    public async Task No_listener_is_told_of_another_organization()
    {
        var key = await Database.AddKey(2);
        await using var first = await Open("?fields=id,organization_id");
        await using var second = await EventStream.Open(
            _service.Client,
            $"{Routes.Events}?fields=id,organization_id",
            key
        );
        await first.Next();
        await second.Next();
        for (var id = 100; id < 200; id++)
        {
            await Database.AddJobs(Job(id, (id % 2) + 1));
        }

        foreach (var (stream, organization) in new[] { (first, 1), (second, 2) })
        {
            for (var id = 99 + organization; id < 200; id += 2)
            {
                Assert.That(
                    await stream.NextText(),
                    Is.EqualTo($$"""job {"id":{{id}},"organization_id":{{organization}}}""")
                );
            }
        }
    }

    [Test]
    public async Task Streams_end_with_bye_when_the_service_stops()
    {
        var streams = await OpenHundred();
        await Until(() => ListenersIn(_service) == 100);

        await _service.Stop();

        foreach (var stream in streams)
        {
            Assert.That(await stream.Rest(), Is.EqualTo(new[] { "ready", "bye" }));
            await stream.DisposeAsync();
        }

        Assert.That(ListenersIn(_service), Is.Zero);
    }

    [Test]
    public async Task The_streams_of_a_key_and_of_all_keys_are_limited()
    {
        var streams = await OpenHundred();
        using var ofKey = await _service.Get(Routes.Events, _key);
        await using var another = await EventStream.Open(_service.Client, Routes.Events, await Database.AddKey(1));
        using var ofAll = await _service.Get($"{Routes.Changes}?wait=30", await Database.AddKey(2));
        using var poll = await _service.Get(Routes.Changes, _key);

        Assert.That(ofKey.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(ofKey.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(ofAll.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(poll.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        await Until(() => ListenersIn(_service) == 1);
        await using var again = await Open();
        Assert.That((await again.Next()).EventType, Is.EqualTo("ready"));
    }

    [Test]
    public async Task A_stream_is_aborted_when_its_key_is_revoked()
    {
        await using var stream = await Open();
        await stream.Next();

        await Database.Execute("UPDATE api_keys SET active = 0");

        Assert.That(stream.Rest, Throws.InstanceOf<IOException>());
        await Until(() => ListenersIn(_service) == 0);
    }

    [Test]
    public async Task Events_arrive_at_once_through_a_proxy_that_buffers()
    {
        if (NginxProcess.UnavailableReason is { } reason)
        {
            Assert.Ignore(reason);
        }

        await using var proxy = await NginxProcess.StartForProduction(
            _service.Client.BaseAddress!.Port,
            CancellationToken.None,
            buffers: true
        );
        await using var stream = await EventStream.Open(proxy.Client, $"{Routes.Events}?fields=id", _key);
        await stream.Next();

        await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 3");

        Assert.That(await stream.NextText(), Is.EqualTo("""job {"id":3}"""));
    }

    [Test]
    public async Task A_system_admin_watches_every_organization_or_one()
    {
        var admin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var every = await EventStream.Open(
            _service.Client,
            $"{Routes.EventsOnAllOrganizations}?fields=id",
            admin
        );
        await using var one = await EventStream.Open(
            _service.Client,
            "/ga/api/v2/organizations/2/jobs/events?fields=id",
            admin
        );
        await every.Next();
        await one.Next();
        await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 1");
        await Database.Execute("UPDATE jobs SET progress_value = 1 WHERE id = 4");

        Assert.That(await every.NextText(), Is.EqualTo("""job {"id":1}"""));
        Assert.That(await every.NextText(), Is.EqualTo("""job {"id":4}"""));
        Assert.That(await one.NextText(), Is.EqualTo("""job {"id":4}"""));
    }

    // One after the other, because more at once than the queue of an organization holds would be refused.
    private async Task<IReadOnlyList<EventStream>> OpenHundred()
    {
        List<EventStream> streams = [];
        while (streams.Count < 100)
        {
            streams.Add(await Open());
            Assert.That(streams[^1].Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        return streams;
    }

    private Task<EventStream> Open(string query = "") =>
        EventStream.Open(_service.Client, $"{Routes.Events}{query}", _key);
}
