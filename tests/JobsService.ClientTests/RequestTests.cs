using System.Net.Sockets;
using System.Text;
using JobsService.Client;
using JobsService.ClientTests.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.ClientTests;

internal sealed class RequestTests
{
    [Test]
    public async Task A_request_has_the_credentials_a_request_id_and_the_names_of_its_sender()
    {
        await using var server = new ScriptedServer();
        var client = ScriptedClient.Of(server, options => options.ApplicationId = "my-app/2.1");

        Assert.ThrowsAsync<JobsException>(() => client.GetStatisticsAsync(OrganizationScope.For(5)));

        var request = server.Requests.Single();
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("1:secret"));
        Assert.That(request.Target, Is.EqualTo("/ga/api/v2/organizations/5/jobs/stats"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo($"Basic {credentials}"));
        Assert.That(request.Headers["X-Request-Id"], Does.Match("^[0-9a-f]{32}$"));
        Assert.That(
            request.Headers["User-Agent"],
            Does.Match(@"^my-app/2\.1 JobsService\.Client/\d+\.\d+\.\d+ \(\.NET")
        );
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("/ga/api/v2")]
    [TestCase("/ga/api/v2/")]
    public async Task The_endpoint_can_have_the_prefix_of_the_API(string path)
    {
        await using var server = new ScriptedServer();
        var client = ScriptedClient.Of(new Uri(server.Address, path));

        Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(1));

        Assert.That(server.Requests.Single().Target, Is.EqualTo("/ga/api/v2/jobs/1"));
    }

    [Test]
    public async Task A_prefix_of_a_proxy_is_kept()
    {
        await using var server = new ScriptedServer();
        var client = ScriptedClient.Of(new Uri(server.Address, "/jobs-service"));

        Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(1));

        Assert.That(server.Requests.Single().Target, Is.EqualTo("/jobs-service/ga/api/v2/jobs/1"));
    }

    [Test]
    public void An_endpoint_that_is_not_an_HTTP_address_is_refused()
    {
        var credential = new JobsCredential(1, "secret");

        Assert.Throws<ArgumentException>(() => _ = new JobsClient(new Uri("jobs", UriKind.Relative), credential));
        Assert.Throws<ArgumentException>(() => _ = new JobsClient(new Uri("ftp://jobs"), credential));
    }

    [Test]
    public async Task Another_content_type_is_reported_and_not_retried()
    {
        await using var server = new ScriptedServer(Replies.Whole("<html>", "text/html"));
        var client = ScriptedClient.Of(server);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(failure.Message, Does.Contain("text/html instead of application/json"));
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_redirection_is_reported_with_its_target()
    {
        await using var server = new ScriptedServer(
            Replies.Whole("", status: 308, headers: "Location: https://jobs.example.com/\r\n")
        );
        var client = ScriptedClient.Of(server);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(failure.Message, Does.Contain("redirects to https://jobs.example.com/"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_silent_service_is_a_failure_after_the_network_timeout(CancellationToken cancellationToken)
    {
        var received = new TaskCompletionSource();
        await using var server = new ScriptedServer(Replies.Silence(received));
        var time = new FakeTimeProvider();
        var client = ScriptedClient.Of(
            server,
            options => (options.Time, options.NetworkTimeout, options.MaxRetries) = (time, TimeSpan.FromSeconds(9), 0)
        );

        var request = client.GetJobAsync(7, cancellationToken);
        await received.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));

        var failure = Assert.ThrowsAsync<JobsException>(() => request);
        Assert.That(failure.Message, Does.Contain("did not answer in time"));
        Assert.That(failure.Status, Is.Zero);
        Assert.That(failure.RequestId, Is.EqualTo(server.Requests.Single().Headers["X-Request-Id"]));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_canceled_request_is_an_OperationCanceledException(CancellationToken cancellationToken)
    {
        var received = new TaskCompletionSource();
        await using var server = new ScriptedServer(Replies.Silence(received));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var request = ScriptedClient.Of(server).GetJobAsync(7, source.Token);
        await received.Task.WaitAsync(cancellationToken);
        await source.CancelAsync();

        Assert.That(() => request, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_service_that_does_not_listen_is_a_failure_with_the_cause()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        var client = ScriptedClient.Of(address);

        var failure = Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        Assert.That(failure.Message, Does.StartWith($"The request to {address}ga/api/v2/ failed: "));
        Assert.That(failure.InnerException, Is.InstanceOf<HttpRequestException>());
        Assert.That(failure.IsTransient, Is.True);
    }

    [Test]
    public async Task A_new_secret_is_used_by_the_next_request()
    {
        await using var server = new ScriptedServer();
        var credential = new JobsCredential(1, "secret");
        var client = new JobsClient(server.Address, credential);
        credential.Update("new\n");

        Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(7));

        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes("1:new"));
        Assert.That(server.Requests.Single().Headers["Authorization"], Is.EqualTo($"Basic {expected}"));
    }
}
