using System.Net;
using System.Net.Http.Json;
using JobsService.Api.Cli;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>Three replicas of the program behind nginx, with one database.</summary>
[OnEveryEngineBehindNginx]
[CancelAfter(300_000)]
internal sealed class ReplicaTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int Jobs = 300;

    private readonly List<(ServingProcess Process, int Port)> _replicas = [];

    private NginxProcess _nginx = null!;
    private string _key = null!;

    [SetUp]
    public async Task Start()
    {
        // A replica that has just started still compiles its code, so that on a busy machine requests would wait longer than the
        // second after which the service answers 503. With this setting they are all served, however slowly.
        Database.Settings["RateLimiting:RequestsAtWork"] = "256";

        _key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, Jobs).Select(id => JobBuilder.Job(id)));
        for (var replica = 0; replica < 3; replica++)
        {
            var port = FreePort.Find();
            _replicas.Add((await ServingProcess.Start(Database, CancellationToken.None, port: port), port));
        }

        _nginx = await NginxProcess.Start([.. _replicas.Select(replica => replica.Port)], CancellationToken.None);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        foreach (var (process, _) in _replicas)
        {
            await process.DisposeAsync();
        }

        _replicas.Clear();
    }

    [Test]
    public async Task A_rolling_restart_under_load_loses_no_request(CancellationToken cancellationToken)
    {
        var load = new ReplicaLoad(_nginx.Client, _key, Jobs);
        using var enough = new CancellationTokenSource();
        var running = load.Run(enough.Token);
        List<int> exitCodes = [];
        for (var replica = 0; replica < _replicas.Count; replica++)
        {
            var (process, port) = _replicas[replica];
            await _nginx.TakeOutOfRotation(port, cancellationToken);
            exitCodes.Add(await process.Terminate(cancellationToken));
            await process.DisposeAsync();
            _replicas[replica] = (await ServingProcess.Start(Database, cancellationToken, port: port), port);
            await _nginx.TakeOutOfRotation(down: null, cancellationToken);
        }

        await enough.CancelAsync();
        await running;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(load.Failures, Is.Empty);
            Assert.That(load.CompleteListings, Is.GreaterThan(0));
            Assert.That(exitCodes, Is.All.EqualTo(ExitCode.Success));
        }
    }

    [Test]
    public async Task A_key_created_or_revoked_on_one_replica_is_accepted_or_rejected_on_all(
        CancellationToken cancellationToken
    )
    {
        using var made = await Send(_nginx.Client, HttpMethod.Post, Routes.ApiKeys, _key);
        var created = (await Envelope.Of(made)).Data;
        var key = $"1:{created.GetProperty("secret").GetString()}";

        var before = await StatusOnEach(key);
        using var revoked = await Send(
            _replicas[0].Process.Client,
            HttpMethod.Delete,
            Routes.ApiKey(created.GetProperty("id").GetInt64()),
            _key
        );
        var atOnce = (await StatusOnEach(key))[0];
        HttpStatusCode[] after;
        do
        {
            // The other replicas cache the key for four seconds. Afterwards they answer 401, and 429 to repeated requests.
            after = await StatusOnEach(key);
            cancellationToken.ThrowIfCancellationRequested();
        } while (Array.Exists(after, status => status == HttpStatusCode.OK));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(revoked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(atOnce, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
    }

    private async Task<HttpStatusCode[]> StatusOnEach(string key)
    {
        List<HttpStatusCode> statuses = [];
        foreach (var (process, _) in _replicas)
        {
            using var response = await Send(
                process.Client,
                HttpMethod.Get,
                $"{Routes.All}?page_token=&per_page=1",
                key
            );
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path, string key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Content =
            method == HttpMethod.Post ? JsonContent.Create(new { api_key = new { name = "of all" } }) : null;
        return await client.SendAsync(request);
    }
}
