using System.Net;
using System.Text.Json;
using JobsService.Api.Cli;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Service;

/// <summary>Graceful shutdown of the program on the signal that orchestrators send.</summary>
[CancelAfter(300_000)]
[Platform(Exclude = "Win", Reason = "Windows has no such signals.")]
internal sealed class ShutdownSignalTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_list_in_progress_at_SIGTERM_is_completed_before_the_program_exits_with_success(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 60_000).Select(id => JobBuilder.Job(id)));
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        using var list = await BeginList(service, key, cancellationToken);

        await service.Signal("TERM", cancellationToken);
        var answer = await Envelope.Of(list);
        var exitCode = await service.WaitForExit(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Ids, Has.Exactly(60_000).Items);
            Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
            Assert.That(service.Printed, Does.Contain("Stopping: not ready from now on").And.Not.Contain("Error"));
        }
    }

    [Test]
    public async Task A_list_that_exceeds_DrainSeconds_is_aborted_and_the_program_exits_with_success(
        CancellationToken cancellationToken
    )
    {
        Database.Settings["Shutdown:DrainSeconds"] = "1";
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 60_000).Select(id => JobBuilder.Job(id)));
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        using var list = await BeginList(service, key, cancellationToken);

        var exitCode = await service.Terminate(cancellationToken);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(service.Printed, Does.Contain("cut off by the shutdown"));
        Assert.That(await Database.Query<long?>("SELECT last_used_at FROM api_keys"), Has.None.Null);
    }

    [Test]
    public async Task Every_list_under_load_at_SIGTERM_is_complete_or_its_connection_is_aborted(
        CancellationToken cancellationToken
    )
    {
        const int Lists = 15;
        const int StalledLists = 5;
        const int Jobs = 10_000;
        Database.Settings["Shutdown:DrainSeconds"] = "1";

        // All lists start at once, also on a busy machine, where some would otherwise wait for more than a second and be 503.
        // Lists that stream have what is left of the concurrent requests; with none left, all but one would be disconnected.
        Database.Settings["RateLimiting:RequestsAtWork"] = "256";
        Database.Settings["RateLimiting:ConcurrentRequests"] = "512";
        var (key, keyOfStalled) = (await Database.AddKey(1), await Database.AddKey(2));
        await Database.AddJobs(Enumerable.Range(1, Jobs).Select(id => JobBuilder.Job(id)));
        await Database.AddJobs(Enumerable.Range(Jobs + 1, 40_000).Select(id => JobBuilder.Job(id, 2)));
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        var polls = Enumerable.Range(0, 2).Select(_ => PollUntilRefused(service, key, cancellationToken)).ToArray();

        // These clients read after the program has exited.
        var stalled = await Begin(StalledLists, keyOfStalled);
        var read = (await Begin(Lists, key)).Select(list => ReadIds(list, cancellationToken)).ToArray();
        var exitCode = await service.Terminate(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            foreach (var ids in await Task.WhenAll(read))
            {
                Assert.That(ids, Is.Null.Or.EqualTo(Enumerable.Range(1, Jobs)));
            }

            foreach (var list in stalled)
            {
                Assert.That(await ReadIds(list, cancellationToken), Is.Null);
            }

            Assert.That(async () => await Task.WhenAll(polls), Throws.Nothing);
            Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        }

        Task<HttpResponseMessage[]> Begin(int count, string credentials) =>
            Task.WhenAll(Enumerable.Range(0, count).Select(_ => BeginList(service, credentials, cancellationToken)));
    }

    [Test]
    public async Task After_SIGTERM_the_program_is_not_ready_and_still_answers_requests(
        CancellationToken cancellationToken
    )
    {
        // Longer than the test, so that the program stays in this phase. Disposing kills it.
        Database.Settings["Shutdown:UnreadySeconds"] = "3600";
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        await service.Signal("TERM", cancellationToken);

        // Until the signal is handled, the program is ready or, on a busy machine, reports a slow database.
        string body;
        HttpStatusCode ready;
        do
        {
            using var probe = await service.Client.GetAsync("/health/ready", cancellationToken);
            (ready, body) = (probe.StatusCode, await probe.Content.ReadAsStringAsync(cancellationToken));
        } while (!body.Contains("The service is stopping.", StringComparison.Ordinal));

        using var answer = await service.Client.GetAsync(Routes.All, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ready, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(answer.Headers.ConnectionClose, Is.True);
        }
    }

    [Test]
    public async Task After_SIGTERM_the_program_exits_with_success_and_refuses_connections(
        CancellationToken cancellationToken
    )
    {
        Database.Settings["Shutdown:UnreadySeconds"] = "1";
        await using var service = await ServingProcess.Start(Database, cancellationToken);

        var exitCode = await service.Terminate(cancellationToken);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(
            () => service.Client.GetAsync(Routes.All, cancellationToken),
            Throws.InstanceOf<HttpRequestException>()
        );
    }

    /// <summary>Reads a list.</summary>
    /// <returns>The ids; null if the connection was aborted.</returns>
    private static async Task<IEnumerable<long>?> ReadIds(HttpResponseMessage list, CancellationToken cancellationToken)
    {
        using var response = list;
        Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        byte[] body;
        try
        {
            body = await list.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        return
        [
            .. json.RootElement.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetInt64()),
        ];
    }

    /// <summary>Requests pages until the program does not answer, and checks the answers.</summary>
    private static async Task PollUntilRefused(ServingProcess service, string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Get,
                    $"{Routes.Unfinished}?page_token=&per_page=1"
                );
                request.Headers.Authorization = RunningService.Basic(key);
                using var response = await service.Client.SendAsync(request, cancellationToken);
                _ = await Envelope.Of(response);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    /// <summary>Requests a list that is larger than the socket buffers, and reads only its headers.</summary>
    private static async Task<HttpResponseMessage> BeginList(
        ServingProcess service,
        string key,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);
        return await service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
