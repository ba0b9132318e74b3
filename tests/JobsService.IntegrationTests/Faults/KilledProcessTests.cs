using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using Microsoft.Data.Sqlite;

namespace JobsService.IntegrationTests.Faults;

/// <summary>Processes that are killed while they write.</summary>
[CancelAfter(300_000)]
internal sealed class KilledProcessTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Clients = 4;
    private const int KeysBeforeTheKill = 60;

    [Test]
    public async Task An_acknowledged_key_survives_a_kill_and_the_database_is_intact(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 500).Select(id => JobBuilder.Job(id)));
        var acknowledged = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        await using (var service = await ServingProcess.Start(Database, cancellationToken))
        {
            var writing = Task.Run(() => WriteJobs(stop.Token), cancellationToken);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var creating = Enumerable.Range(0, Clients).Select(_ => CreateKeys(service, key, acknowledged, enough));
            var clients = Task.WhenAll(creating.ToArray());
            try
            {
                // A client finishes before the kill only if one of its requests fails.
                await Task.WhenAny(enough.Task, clients).WaitAsync(cancellationToken);
                await service.Kill();
                await clients;
            }
            finally
            {
                await stop.CancelAsync();
                await writing;
            }
        }

        Assert.That(await Database.Query<string>("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
        await using var again = await ServingProcess.Start(Database, cancellationToken);
        foreach (var credentials in acknowledged)
        {
            Assert.That(await StatusOf(again, credentials), Is.EqualTo(HttpStatusCode.OK));
        }

        var audited = await Database.Query<long>("SELECT COUNT(*) FROM audit_log WHERE action = 'api_key.create'");
        Assert.That(audited.Single(), Is.GreaterThanOrEqualTo(acknowledged.Count));
    }

    [Test]
    public async Task A_killed_writer_neither_corrupts_the_database_nor_disturbs_the_service(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await ServingProcess.Start(Database, cancellationToken);
        using var writer = JobsProgram.Start(Database, ["seed", "--organizations", "3", "--jobs", "2000000"]);
        var progress = await writer.StandardError.ReadLineAsync(cancellationToken);

        writer.Kill();
        await writer.WaitForExitAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(progress, Does.Contain("of 2000000 jobs"), "The writer was killed while it was seeding.");
            Assert.That(await StatusOf(service, key), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Database.Query<string>("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
        }
    }

    private static async Task CreateKeys(
        ServingProcess service,
        string key,
        ConcurrentBag<string> acknowledged,
        TaskCompletionSource enough
    )
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Routes.ApiKeys);
            request.Headers.Authorization = RunningService.Basic(key);
            request.Content = JsonContent.Create(new { api_key = new { name = "made before the kill" } });
            try
            {
                using var response = await service.Client.SendAsync(request);
                var answer = await Envelope.Of(response);
                if (answer.Status == HttpStatusCode.ServiceUnavailable)
                {
                    // On a busy machine, the other writer can hold the lock for longer than a request waits. The key is not acknowledged.
                    continue;
                }

                Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.ErrorMessage);
                acknowledged.Add($"1:{answer.Data.GetProperty("secret").GetString()}");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The service was killed during the request, so it is unknown whether the key was stored.
                return;
            }

            if (acknowledged.Count >= KeysBeforeTheKill)
            {
                enough.TrySetResult();
            }
        }
    }

    /// <summary>
    /// Writes like a worker of the platform, from a process that is not killed. It reads between two writes: a process that only
    /// commits holds the lock nearly all the time, and SQLite has no queue between processes, so that on a busy machine no other
    /// process would get the lock within a second.
    /// </summary>
    private async Task WriteJobs(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={Database.File};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        for (var turn = 0; !cancellationToken.IsCancellationRequested; turn++)
        {
            var jobs = await connection.QueryAsync<(long, string)>("SELECT id, name FROM jobs ORDER BY name, id");
            var name = $"{turn} of {jobs.Count()}";
            await connection.ExecuteAsync(
                "UPDATE jobs SET name = @name WHERE id % 10 = @turn % 10",
                new { name, turn }
            );
        }
    }

    private static async Task<HttpStatusCode> StatusOf(ServingProcess service, string credentials)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.All}?page_token=&per_page=1");
        request.Headers.Authorization = RunningService.Basic(credentials);
        using var response = await service.Client.SendAsync(request);
        return response.StatusCode;
    }
}
