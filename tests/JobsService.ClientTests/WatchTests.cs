using JobsService.Client;
using JobsService.ClientTests.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.ClientTests;

/// <summary>A watch against a server that misbehaves.</summary>
internal sealed class WatchTests
{
    private static readonly string Ready = Replies.Event("ready", "c0", """{"cursor":"c0"}""");

    // The first three requests of a watch of no jobs.
    private static readonly Reply[] Start =
    [
        Replies.Whole(Texts.Changes("c0")),
        Replies.Whole(Texts.Page(nextToken: null)),
    ];

    [Test, CancelAfter(60_000)]
    public async Task A_watch_takes_a_cursor_then_lists_then_follows(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c 0")),
            Replies.Whole(Texts.Page("t1", Texts.Job(1))),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(2))),
            Replies.Events(
                Ready,
                Replies.Event("job", "c1", Texts.Job(1, progress: 5)),
                Replies.Event("heartbeat", "c1", "{}"),
                Replies.Event("deleted", "c2", """{"id":2}"""),
                Replies.Event("left", "c3", """{"id":1}""")
            )
        );
        var query = new JobQuery { Types = { JobType.Campaign } };

        var changes = await ScriptedClient.Of(server).WatchAsync(query, cancellationToken).Take(6, cancellationToken);

        Assert.That(
            changes.Select(change => (change.Kind, change.JobId, change.Job?.ProgressValue)),
            Is.EqualTo(
                new (JobChangeKind, long, long?)[]
                {
                    (JobChangeKind.Updated, 1, 0),
                    (JobChangeKind.Updated, 2, 0),
                    (JobChangeKind.CaughtUp, 0, null),
                    (JobChangeKind.Updated, 1, 5),
                    (JobChangeKind.Deleted, 2, 0),
                    (JobChangeKind.Left, 1, 5),
                }
            )
        );
        Assert.That(
            server.Requests.Select(request => request.Target["/ga/api/v2/jobs/".Length..]),
            Is.EqualTo(
                new[]
                {
                    "changes?job_type=Campaign&cursor=",
                    "all?job_type=Campaign&per_page=2000&page_token=",
                    "all?job_type=Campaign&per_page=2000&page_token=t1",
                    "events?job_type=Campaign&cursor=c%200",
                }
            )
        );
    }

    private static readonly TestCaseData<Reply>[] Interruptions =
    [
        new(Replies.Events(Ready, Changed(1))) { TestName = "A_watch_continues_after_a_connection_that_breaks" },
        new(Replies.EventsCutWithin(Changed(2), Ready, Changed(1)))
        {
            TestName = "A_watch_continues_after_a_connection_that_breaks_in_an_event",
        },
        new(Replies.Events(Ready, Changed(1), Replies.Event("bye", "c1", "{}")))
        {
            TestName = "A_watch_continues_after_the_service_ends_the_stream",
        },
        new(Replies.Events(Ready, Changed(1), Replies.Event("job", "c2", "{\"id\":")))
        {
            TestName = "A_watch_continues_after_an_event_that_is_not_JSON",
        },
        new(Replies.Events(Ready, Changed(1), Replies.Event("deleted", "c2", "{}")))
        {
            TestName = "A_watch_continues_after_an_event_without_an_id",
        },
        new(Replies.Events(Ready, Changed(1), Changed(1), "event: new_kind\ndata: x\n\n"))
        {
            TestName = "A_watch_ignores_repeated_and_unknown_events",
        },
    ];

    [TestCaseSource(nameof(Interruptions)), CancelAfter(60_000)]
    public async Task A_watch_continues_at_the_last_cursor(Reply interruption, CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer([.. Start, interruption, Replies.Events(Changed(2), Changed(3))]);

        var changes = await ScriptedClient.Of(server).WatchAsync(null, cancellationToken).Take(4, cancellationToken);

        Assert.That(changes.Select(change => change.Job?.ProgressValue), Is.EqualTo(new long?[] { null, 1, 2, 3 }));
        Assert.That(server.Requests[3].Target, Does.EndWith("/jobs/events?cursor=c1"));
    }

    private static readonly TestCaseData<Reply>[] FailedConnections =
    [
        new(Replies.Nothing) { TestName = "A_watch_continues_after_a_connection_without_a_response" },
        new(Replies.Garbage) { TestName = "A_watch_continues_after_a_response_that_is_not_HTTP" },
        new(Replies.Whole("<html>", "text/html")) { TestName = "A_watch_continues_after_a_page_of_a_proxy" },
        new(Replies.Error(503, "internal_error", "", "Retry-After: 5\r\n"))
        {
            TestName = "A_watch_continues_after_the_status_503",
        },
        new(Replies.Error(429, "too_many_requests", "", "Retry-After: 500\r\n"))
        {
            TestName = "A_watch_continues_after_the_status_429_with_a_long_delay",
        },
    ];

    [TestCaseSource(nameof(FailedConnections)), CancelAfter(60_000)]
    public async Task A_watch_continues_after_failed_connections(Reply failure, CancellationToken cancellationToken)
    {
        var failures = Enumerable.Repeat(failure, 20);
        await using var server = new ScriptedServer([
            .. Start,
            Replies.Events(Ready, Changed(1)),
            .. failures,
            Replies.Events(Changed(2)),
        ]);

        var changes = await ScriptedClient.Of(server).WatchAsync(null, cancellationToken).Take(3, cancellationToken);

        Assert.That(changes.Select(change => change.Job?.ProgressValue), Is.EqualTo(new long?[] { null, 1, 2 }));
        Assert.That(
            server.Requests[3..].Select(request => request.Target),
            Is.All.EqualTo("/ga/api/v2/jobs/events?cursor=c1")
        );
    }

    private static readonly TestCaseData<Reply>[] Resets =
    [
        new(Replies.Events(Replies.Event("reset", "", "{}"))) { TestName = "A_watch_lists_again_after_a_reset" },
        new(Replies.Error(410, "cursor_expired", "")) { TestName = "A_watch_lists_again_after_the_status_410" },
        new(Replies.Error(400, "invalid_request", "")) { TestName = "A_watch_lists_again_when_its_cursor_is_refused" },
    ];

    [TestCaseSource(nameof(Resets)), CancelAfter(60_000)]
    public async Task A_watch_that_lists_again_returns_only_what_differs(
        Reply reset,
        CancellationToken cancellationToken
    )
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1), Texts.Job(2), Texts.Job(3))),
            Replies.Events(Ready),
            reset,
            Replies.Whole(Texts.Changes("d0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1), Texts.Job(3, progress: 4), Texts.Job(5))),
            Replies.Events(
                Replies.Event("left", "d1", """{"id":2}"""),
                Replies.Event("job", "d2", Texts.Job(1)),
                Changed(9)
            )
        );

        var changes = await ScriptedClient.Of(server).WatchAsync(null, cancellationToken).Take(9, cancellationToken);

        Assert.That(
            changes.Select(change => (change.Kind, change.JobId)),
            Is.EqualTo(
                new (JobChangeKind, long)[]
                {
                    (JobChangeKind.Updated, 1),
                    (JobChangeKind.Updated, 2),
                    (JobChangeKind.Updated, 3),
                    (JobChangeKind.CaughtUp, 0),
                    (JobChangeKind.Updated, 3),
                    (JobChangeKind.Updated, 5),
                    (JobChangeKind.Left, 2),
                    (JobChangeKind.CaughtUp, 0),
                    (JobChangeKind.Updated, 1),
                }
            )
        );
        Assert.That(server.Requests[^1].Target, Does.EndWith("/jobs/events?cursor=d0"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_watch_connects_again_when_the_service_is_silent(CancellationToken cancellationToken)
    {
        var sent = new TaskCompletionSource();
        await using var server = new ScriptedServer([
            .. Start,
            Replies.EventsThenSilence(sent, Ready, Changed(1)),
            Replies.Events(Changed(2)),
        ]);
        var time = new FakeTimeProvider();
        var client = ScriptedClient.Of(
            server,
            options =>
            {
                (options.Time, options.WatchTimeout) = (time, TimeSpan.FromSeconds(45));
                options.RetryDelay = TimeSpan.Zero;
            }
        );
        await using var watch = client.WatchAsync(null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await watch.MoveNextAsync();
        await watch.MoveNextAsync();

        var next = watch.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(45));

        Assert.That(await next, Is.True);
        Assert.That(watch.Current.Job?.ProgressValue, Is.EqualTo(2));
        Assert.That(server.Requests[3].Target, Does.EndWith("/jobs/events?cursor=c1"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_watch_whose_new_cursor_is_refused_ends(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer([.. Start, Replies.Error(400, "invalid_request", "No.")]);

        var failure = Assert.ThrowsAsync<JobsException>(async () =>
            await ScriptedClient.Of(server).WatchAsync(null, cancellationToken).Take(2, cancellationToken)
        );

        Assert.That(failure.Status, Is.EqualTo(400));
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [CancelAfter(60_000)]
    public async Task A_watch_that_the_service_refuses_ends(int status, CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer([
            .. Start,
            Replies.Events(Ready, Changed(1)),
            Replies.Error(status, "not_authorized", "No."),
        ]);

        var failure = Assert.ThrowsAsync<JobsException>(async () =>
            await ScriptedClient.Of(server).WatchAsync(null, cancellationToken).Take(9, cancellationToken)
        );

        Assert.That(failure.Status, Is.EqualTo(status));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_watch_that_cannot_begin_throws(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer([
            .. Enumerable.Repeat(Replies.Error(503, "internal_error", ""), 99),
        ]);
        var client = ScriptedClient.Of(server);

        Assert.ThrowsAsync<JobsException>(async () =>
            await client.WatchAsync(null, cancellationToken).Take(1, cancellationToken)
        );

        Assert.That(server.Requests, Has.Length.EqualTo(4));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_job_that_ends_leaves_a_watch_of_unfinished_jobs_with_its_last_state(
        CancellationToken cancellationToken
    )
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1))),
            Replies.Events(
                Replies.Event("job", "c1", Texts.Job(4, "finished")),
                Replies.Event("job", "c2", Texts.Job(1, "failed", retryAt: "\"2026-01-01T00:00:00Z\"")),
                Replies.Event("job", "c3", Texts.Job(1, "failed", progress: 9))
            )
        );
        var query = new JobQuery { UnfinishedOnly = true, Fields = { "name" } };

        var changes = await ScriptedClient.Of(server).WatchAsync(query, cancellationToken).Take(4, cancellationToken);

        Assert.That(server.Requests[1].Target, Does.Contain("/jobs/unfinished?fields=name%2Cid%2Cretry_at%2Cstate&"));
        Assert.That(server.Requests[2].Target, Does.Contain("/jobs/events?fields=name%2Cid%2Cretry_at%2Cstate&"));
        Assert.That(changes[2].Kind, Is.EqualTo(JobChangeKind.Updated));
        Assert.That(changes[3].Kind, Is.EqualTo(JobChangeKind.Left));
        Assert.That(changes[3].Job?.ProgressValue, Is.EqualTo(9));
    }

    // A change of job 1 with the same number in its cursor and its progress.
    private static string Changed(int number) => Replies.Event("job", $"c{number}", Texts.Job(1, progress: number));
}
