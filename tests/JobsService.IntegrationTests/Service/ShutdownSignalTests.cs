using System.Net;
using JobsService.Api.Cli;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Service;

/// <summary>The program itself, and the signals that orchestrators send it.</summary>
[CancelAfter(300_000)]
[Platform(Exclude = "Win", Reason = "There are no such signals.")]
[Parallelizable]
internal sealed class ShutdownSignalTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_list_that_runs_when_the_signal_comes_is_whole_and_the_program_ends_well(
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
    public async Task A_list_that_runs_for_too_long_is_cut_off_and_the_program_ends_well(
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
    public async Task A_program_that_was_told_to_stop_is_not_ready_and_still_answers(
        CancellationToken cancellationToken
    )
    {
        // Longer than the test may take: the program must not get to the next step. Disposing kills it.
        Database.Settings["Shutdown:UnreadySeconds"] = "3600";
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        await service.Signal("TERM", cancellationToken);

        // Until the signal arrives the program is ready; and on a busy machine it may say that its database is slow.
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
    public async Task A_program_that_was_told_to_stop_ends_well_and_then_refuses_connections(
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

    /// <summary>Asks for a list that is longer than what the sockets hold, and does not read it yet.</summary>
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
