using JobsService.Client;
using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests;

internal sealed class RetryTests
{
    private static readonly string Found =
        $$"""{"success":true,"data":{{Texts.Job(7)}},"error_code":null,"error_message":null}""";

    private static readonly TestCaseData<Reply>[] TemporaryFaults =
    [
        new(Replies.Nothing) { TestName = "A_connection_without_a_response_is_retried" },
        new(Replies.Garbage) { TestName = "A_response_that_is_not_HTTP_is_retried" },
        new(Replies.Cut(Found, after: 0)) { TestName = "A_response_without_its_body_is_retried" },
        new(Replies.Cut(Found, after: 200)) { TestName = "A_response_that_is_cut_in_its_middle_is_retried" },
        new(Replies.Whole(Found[..200])) { TestName = "Incomplete_JSON_is_retried" },
        new(Replies.Whole("\"text\"")) { TestName = "JSON_that_is_not_an_envelope_is_retried" },
        new(Replies.Whole("")) { TestName = "An_empty_body_is_retried" },
        new(Replies.Error(408, "invalid_request", "")) { TestName = "The_status_408_is_retried" },
        new(Replies.Error(429, "too_many_requests", "")) { TestName = "The_status_429_is_retried" },
        new(Replies.Error(500, "internal_error", "")) { TestName = "The_status_500_is_retried" },
        new(Replies.Whole("<html>", "text/html", 502)) { TestName = "The_status_502_is_retried" },
        new(Replies.Error(503, "internal_error", "")) { TestName = "The_status_503_is_retried" },
        new(Replies.Whole("", "text/plain", 504)) { TestName = "The_status_504_is_retried" },
    ];

    [TestCaseSource(nameof(TemporaryFaults))]
    public async Task A_temporary_fault_is_retried(Reply fault)
    {
        await using var server = new ScriptedServer(fault, fault, Replies.Whole(Found));

        var job = await ScriptedClient.Of(server).GetJobAsync(7);

        Assert.That(job.Id, Is.EqualTo(7));
        Assert.That(server.Requests.Select(request => request.Target), Is.All.EqualTo("/ga/api/v2/jobs/7"));
        Assert.That(server.Requests, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task The_last_failure_is_thrown_after_the_retries()
    {
        var busy = Replies.Error(503, "internal_error", "The service cannot answer now.");
        await using var server = new ScriptedServer(busy, busy, busy, busy, busy);
        var client = ScriptedClient.Of(server);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(server.Requests, Has.Length.EqualTo(4));
        Assert.That(failure, Has.Property("Status").EqualTo(503).And.Property("IsTransient").True);
        Assert.That(
            failure.Message,
            Is.EqualTo("The service cannot answer now. (503 internal_error, request of-the-service)")
        );
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(422)]
    public async Task A_refused_request_is_not_retried(int status)
    {
        await using var server = new ScriptedServer(Replies.Error(status, "some_code", "No."));
        var client = ScriptedClient.Of(server);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(server.Requests, Has.Length.EqualTo(1));
        Assert.That(failure.Status, Is.EqualTo(status));
        Assert.That(failure.ErrorCode, Is.EqualTo("some_code"));
        Assert.That(failure.RequestId, Is.EqualTo("of-the-service"));
        Assert.That(failure.IsTransient, Is.False);
    }

    [TestCase("7")]
    [TestCase("Sat, 28 Nov 2026 12:00:07 GMT")]
    public async Task Retry_After_in_both_forms_is_the_delay(string retryAfter)
    {
        await using var server = new ScriptedServer(
            Replies.Error(429, "too_many_requests", "", $"Retry-After: {retryAfter}\r\n"),
            Replies.Error(503, "internal_error", "", $"Retry-After: {retryAfter}\r\n"),
            Replies.Whole(Found)
        );
        var notices = new List<RetryNotice>();
        var time = new SkippedDelays(ScriptedClient.Now);

        await ScriptedClient
            .Of(server, options => (options.Time, options.OnRetry) = (time, notices.Add))
            .GetJobAsync(7);

        var seven = TimeSpan.FromSeconds(7);
        Assert.That(time.Delays, Is.EqualTo(new[] { seven, seven }));
        Assert.That(notices.Select(notice => notice.Delay), Is.EqualTo(time.Delays));
        Assert.That(notices.Select(notice => notice.Reason.Status), Is.EqualTo(new[] { 429, 503 }));
    }

    [Test]
    public async Task A_date_in_the_past_is_no_delay()
    {
        await using var server = new ScriptedServer(
            Replies.Error(503, "internal_error", "", "Retry-After: Sat, 28 Nov 2026 11:00:00 GMT\r\n"),
            Replies.Whole(Found)
        );
        var time = new SkippedDelays(ScriptedClient.Now);

        await ScriptedClient.Of(server, options => options.Time = time).GetJobAsync(7);

        Assert.That(time.Delays, Is.All.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_longer_Retry_After_than_the_options_allow_is_thrown()
    {
        await using var server = new ScriptedServer(
            Replies.Error(429, "too_many_requests", "", "Retry-After: 61\r\n"),
            Replies.Whole(Found)
        );
        var client = ScriptedClient.Of(server);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(61)));
    }

    [Test]
    public async Task Delays_grow_up_to_the_maximum()
    {
        var fault = Replies.Error(500, "internal_error", "");
        await using var server = new ScriptedServer([.. Enumerable.Repeat(fault, 9), Replies.Whole(Found)]);
        var time = new SkippedDelays(ScriptedClient.Now);

        await ScriptedClient.Of(server, options => (options.Time, options.MaxRetries) = (time, 9)).GetJobAsync(7);

        Assert.That(time.Delays[..6], Is.Ordered);
        Assert.That(time.Delays[0], Is.InRange(TimeSpan.FromSeconds(0.64), TimeSpan.FromSeconds(0.96)));
        Assert.That(time.Delays[8], Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_change_is_sent_once()
    {
        await using var server = new ScriptedServer(Replies.Error(503, "internal_error", "Busy."), Replies.Nothing);
        var client = ScriptedClient.Of(server);

        Assert.ThrowsAsync<JobsException>(() => client.CreateApiKeyAsync("my \"poller\"", ApiKeyRole.SystemAdmin));
        Assert.ThrowsAsync<JobsException>(() => client.DeleteApiKeyAsync(3));

        Assert.That(server.Requests, Has.Length.EqualTo(2));
        Assert.That(
            server.Requests[0].Body,
            Is.EqualTo("""{"api_key":{"name":"my \u0022poller\u0022","role":"system_admin"}}""")
        );
        Assert.That(server.Requests[1].Method, Is.EqualTo("DELETE"));
    }
}
