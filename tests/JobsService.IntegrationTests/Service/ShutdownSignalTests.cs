using System.Net;
using JobsService.Api.Cli;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Service;

/// <summary>The program itself, and the signals that orchestrators send it.</summary>
[CancelAfter(120_000)]
[Platform(Exclude = "Win", Reason = "There are no such signals.")]
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
    public async Task A_program_that_is_not_ready_any_more_still_answers_and_then_refuses(
        CancellationToken cancellationToken
    )
    {
        Database.Settings["Shutdown:UnreadySeconds"] = "2";
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        await service.Signal("TERM", cancellationToken);

        HttpStatusCode ready;
        do
        {
            using var probe = await service.Client.GetAsync("/health/ready", cancellationToken);
            ready = probe.StatusCode;
        } while (ready == HttpStatusCode.OK);

        using var answer = await service.Client.GetAsync(Routes.All, cancellationToken);
        var exitCode = await service.WaitForExit(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ready, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(answer.Headers.ConnectionClose, Is.True);
            Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
            Assert.That(
                () => service.Client.GetAsync(Routes.All, cancellationToken),
                Throws.InstanceOf<HttpRequestException>()
            );
        }
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
