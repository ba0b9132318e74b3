using System.Net;
using System.Net.Sockets;
using System.Text;
using JobsService.Api.Admission;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Admission;

/// <summary>
/// Regression tests for denial of service between organizations: while others overload the service, a well-behaved client of
/// another organization is never refused.
/// </summary>
[CancelAfter(300_000)]
internal sealed class FloodTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Attacker = 1;
    private const int WellBehaved = 3;
    private const int Permits = 2;
    private const int QueuedRequests = 8;

    // A fake clock, so that no request is refused because the machine is slow.
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private string _attacker = null!;
    private string _accomplice = null!;
    private string _wellBehaved = null!;
    private RunningService? _service;

    private RunningService Service => _service!;

    [SetUp]
    public async Task AddKeys()
    {
        _attacker = await Database.AddKey(Attacker);
        _accomplice = await Database.AddKey(2);
        _wellBehaved = await Database.AddKey(WellBehaved);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task Slow_request_bodies_do_not_block_polls_of_another_organization(
        CancellationToken cancellationToken
    )
    {
        await Start();
        List<TcpClient> slow = [];
        for (var number = 0; number < 20; number++)
        {
            slow.Add(await RawHttp.BeginBody(Service.Client.BaseAddress!, _attacker, cancellationToken));
        }

        var answers = await Get(_wellBehaved, Routes.Unfinished, times: 20);
        _time.Advance(RequestBodyMiddleware.Deadline);

        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        foreach (var socket in slow)
        {
            Assert.That((await RawHttp.ReadAnswer(socket, cancellationToken)).Status, Does.StartWith("HTTP/1.1 408"));
            socket.Dispose();
        }
    }

    [Test]
    public async Task Changes_that_wait_for_the_write_lock_do_not_block_polls_of_another_organization(
        CancellationToken cancellationToken
    )
    {
        var file = Database.Settings["ConnectionStrings:Jobs"]!;
        Database.Settings["ConnectionStrings:Jobs"] = $"{file};Default Timeout=300";
        await Start();
        var reads = Service.Services.GetRequiredService<FairQueueLimiter>();
        var changes = Service.Services.GetRequiredKeyedService<FairQueueLimiter>(AdmissionServices.Changes);
        await using var other = new SqliteConnection(file);
        await other.OpenAsync(cancellationToken);
        await using var locked = await other.BeginTransactionAsync(cancellationToken);
        var waiting = Enumerable
            .Range(0, Permits + 1)
            .Select(_ => Service.Send(HttpMethod.Post, Routes.ApiKeys, _attacker, """{"api_key":{"name":"n"}}"""))
            .ToArray();
        while (new[] { reads, changes }.All(limiter => limiter.GetStatistics(Attacker)!.CurrentQueuedCount == 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.That(reads.GetStatistics(WellBehaved)!.CurrentAvailablePermits, Is.EqualTo(Permits));
        Assert.That(await Get(_wellBehaved, Routes.Unfinished, times: 20), Is.All.EqualTo(HttpStatusCode.OK));
        await locked.RollbackAsync(cancellationToken);
        Assert.That(
            (await Task.WhenAll(waiting)).Select(response => response.StatusCode),
            Is.All.EqualTo(HttpStatusCode.OK)
        );
    }

    [Test]
    public async Task Slow_clients_of_two_organizations_do_not_block_polls_and_lists_of_a_third(
        CancellationToken cancellationToken
    )
    {
        // Each list is larger than the socket buffers.
        await Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 3, jobs: 60_000, seed: 1, new Progress<long>(), cancellationToken);
        await Start(
            settings: ("ConcurrentRequests", 18),
            services: services =>
                services.AddSingleton(
                    new FairQueueLimiter(Permits, QueuedRequests, Timeout.InfiniteTimeSpan, TimeProvider.System)
                ),
            time: TimeProvider.System
        );
        List<TcpClient> slow = [];
        for (var number = 0; number < 20; number++)
        {
            slow.Add(await BeginList(_attacker, cancellationToken));
            slow.Add(await BeginList(_accomplice, cancellationToken));
        }

        var polls = await Get(_wellBehaved, $"{Routes.Unfinished}?page_token=&per_page=20", times: 20);
        var lists = await Get(_wellBehaved, Routes.All, times: 3);
        slow.ForEach(socket => socket.Dispose());

        Assert.That(polls, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(
            lists,
            Is.All.EqualTo(HttpStatusCode.OK),
            "The lists are complete; reading a truncated one throws."
        );
    }

    [Test]
    public async Task Different_spellings_of_one_Authorization_header_share_one_queue(
        CancellationToken cancellationToken
    )
    {
        var jobs = new HeldJobRepository();
        await Start(jobs);
        var spellings = Enumerable.Range(0, 120).Select(number => Spell(_attacker, number)).ToArray();
        foreach (var spelling in spellings)
        {
            // Each spelling authenticates.
            Assert.That(await Status(spelling, Routes.ApiKeys), Is.EqualTo(HttpStatusCode.OK));
        }

        var answers = await GetDuringFlood(jobs, spellings, Routes.All, cancellationToken);

        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_client_that_only_received_404_is_not_refused_in_a_flood(CancellationToken cancellationToken)
    {
        var jobs = new HeldJobRepository();
        await Start(jobs);
        var unknown = Routes.ApiKey(4711);
        var before = await Get(_wellBehaved, unknown, times: 20);
        var headers = Enumerable.Repeat(Spell(_attacker, 0), 120).ToArray();

        var answers = await GetDuringFlood(jobs, headers, unknown, cancellationToken);

        Assert.That(before.Concat(answers), Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_thousand_busy_connections_do_not_block_polls_of_another_organization()
    {
        await Start();
        using var stop = new CancellationTokenSource();
        var attacks = Enumerable.Range(0, 1000).Select(_ => Attack(stop.Token)).ToArray();
        await Task.WhenAny(attacks.Select(attack => attack.FirstAnswer.Task));

        var answers = await Get(_wellBehaved, Routes.Unfinished, times: 20);
        await stop.CancelAsync();
        await Task.WhenAll(attacks.Select(attack => attack.End));

        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>
    /// Fills the attacker's queue, queues requests of the well-behaved client, floods again, and then lets all requests continue.
    /// </summary>
    private async Task<IReadOnlyList<HttpStatusCode>> GetDuringFlood(
        HeldJobRepository jobs,
        string[] headers,
        string path,
        CancellationToken cancellationToken
    )
    {
        var flood = await Flood(headers, cancellationToken);
        var polls = Enumerable.Range(0, 5).Select(_ => Status(Spell(_wellBehaved, 0), path)).ToArray();
        var limiter = Service.Services.GetRequiredService<FairQueueLimiter>();
        while (limiter.GetStatistics(WellBehaved)!.CurrentQueuedCount < polls.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        flood = [.. flood, .. await Flood(headers, cancellationToken)];
        jobs.Release();
        await Task.WhenAll(flood);
        return await Task.WhenAll(polls);
    }

    /// <summary>
    /// Sends one request per header, and waits until all but those that can be running or queued have been answered.
    /// </summary>
    private async Task<Task<HttpStatusCode>[]> Flood(string[] headers, CancellationToken cancellationToken)
    {
        var flood = headers.Select(header => Status(header, Routes.All)).ToArray();
        var unanswered = flood;
        while (unanswered.Length > Permits + QueuedRequests)
        {
            await Task.WhenAny(unanswered).WaitAsync(cancellationToken);
            unanswered = [.. unanswered.Where(request => !request.IsCompleted)];
        }

        return flood;
    }

    private (TaskCompletionSource FirstAnswer, Task End) Attack(CancellationToken stop)
    {
        var firstAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (firstAnswer, Run());

        async Task Run()
        {
            while (!stop.IsCancellationRequested)
            {
                await Status(Spell(_attacker, 0), Routes.Unfinished);
                firstAnswer.TrySetResult();
            }
        }
    }

    private async Task<IReadOnlyList<HttpStatusCode>> Get(string key, string path, int times)
    {
        List<HttpStatusCode> answers = [];
        for (var time = 0; time < times; time++)
        {
            answers.Add(await Status(Spell(key, 0), path));
        }

        return answers;
    }

    private async Task<HttpStatusCode> Status(string header, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await Service.Client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Returns a variant of the same header, with different casing of the scheme and different whitespace.</summary>
    private static string Spell(string credentials, int number)
    {
        var scheme = string.Concat(
            "basic".Select((letter, at) => (number & (1 << at)) != 0 ? char.ToUpperInvariant(letter) : letter)
        );
        return $"{scheme}{new string(' ', 1 + (number >> 5))}{RunningService.Basic(credentials).Parameter}";
    }

    private async Task<TcpClient> BeginList(string key, CancellationToken cancellationToken)
    {
        var socket = await Send(
            $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n\r\n",
            cancellationToken
        );
        await socket.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);
        return socket;
    }

    private async Task<TcpClient> Send(string request, CancellationToken cancellationToken)
    {
        var socket = new TcpClient { ReceiveBufferSize = 16 * 1024 };
        var address = Service.Client.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        return socket;
    }

    private async Task Start(
        IJobRepository? jobs = null,
        (string Name, int Value)? settings = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? time = null
    ) =>
        _service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Services.AddSingleton(time ?? _time);
                builder.Configuration["RateLimiting:RequestsAtWork"] = $"{Permits}";
                builder.Configuration["RateLimiting:QueuedRequests"] = $"{QueuedRequests}";

                // One key simulates many, so that only admission control limits the requests.
                builder.Configuration["RateLimiting:RequestsPerSecondPerKey"] = "0";
                builder.Configuration["RateLimiting:ConcurrentRequestsPerOrganization"] = "0";
                if (settings is { } setting)
                {
                    builder.Configuration[$"RateLimiting:{setting.Name}"] = $"{setting.Value}";
                }

                if (jobs is not null)
                {
                    builder.Services.AddSingleton(jobs);
                }

                services?.Invoke(builder.Services);
            }
        );
}
