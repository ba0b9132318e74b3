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

/// <summary>Three of the program behind nginx, on one database.</summary>
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
        // A replica that has just started compiles its code: on a busy machine, requests then wait for others longer than the second
        // after which the service answers 503. Here each is to be answered, however slowly.
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
    public async Task Replicas_that_restart_one_by_one_under_load_lose_no_request(CancellationToken cancellationToken)
    {
        var load = new ReplicaLoad(_nginx.Client, _key, Jobs);
        using var enough = new CancellationTokenSource();
        var running = load.Run(enough.Token);
        List<int> exitCodes = [];
        for (var replica = 0; replica < _replicas.Count; replica++)
        {
            var (process, port) = _replicas[replica];
            await _nginx.LeaveOut(port, cancellationToken);
            exitCodes.Add(await process.Terminate(cancellationToken));
            await process.DisposeAsync();
            _replicas[replica] = (await ServingProcess.Start(Database, cancellationToken, port: port), port);
            await _nginx.LeaveOut(down: null, cancellationToken);
        }

        await enough.CancelAsync();
        await running;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(load.Failures, Is.Empty);
            Assert.That(load.Walks, Is.GreaterThan(0));
            Assert.That(exitCodes, Is.All.EqualTo(ExitCode.Success));
        }
    }

    [Test]
    public async Task A_key_that_one_replica_creates_or_revokes_is_valid_or_invalid_on_all(
        CancellationToken cancellationToken
    )
    {
        using var made = await Ask(_nginx.Client, HttpMethod.Post, Routes.ApiKeys, _key);
        var created = (await Envelope.Of(made)).Data;
        var key = $"1:{created.GetProperty("secret").GetString()}";

        var before = await StatusOnEach(key);
        using var revoked = await Ask(
            _replicas[0].Process.Client,
            HttpMethod.Delete,
            Routes.ApiKey(created.GetProperty("id").GetInt64()),
            _key
        );
        var atOnce = (await StatusOnEach(key))[0];
        HttpStatusCode[] after;
        do
        {
            // The others know a key for four seconds; who then asks again and again is told to wait.
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
            using var response = await Ask(process.Client, HttpMethod.Get, $"{Routes.All}?page_token=&per_page=1", key);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, HttpMethod method, string path, string key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Content =
            method == HttpMethod.Post ? JsonContent.Create(new { api_key = new { name = "of all" } }) : null;
        return await client.SendAsync(request);
    }
}
