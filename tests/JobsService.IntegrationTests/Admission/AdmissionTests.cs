using System.Net;
using JobsService.Api.Admission;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Admission;

/// <summary>Admission control of a service that admits one request at a time and queues one per organization.</summary>
[CancelAfter(300_000)]
internal sealed class AdmissionTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private HeldJobRepository _jobs = null!;
    private string _key = null!;
    private string _other = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _jobs = new HeldJobRepository();
        (_key, _other) = (await Database.AddKey(1), await Database.AddKey(2));
        _service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Services.AddSingleton<IJobRepository>(_jobs);
                builder.Configuration["RateLimiting:RequestsAtWork"] = "1";
                builder.Configuration["RateLimiting:QueuedRequests"] = "1";
            }
        );
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
    public async Task A_request_beyond_the_limit_waits_and_a_request_beyond_the_queue_is_refused(
        CancellationToken cancellationToken
    )
    {
        var running = _service.Get(Routes.All, _key);
        await _jobs.Asked(cancellationToken);
        var waiting = _service.Get(Routes.All, _key);
        await UntilOneWaits(organization: 1, cancellationToken);

        using var refused = await _service.Get(Routes.All, _key);
        using var probe = await _service.Get("/health/live");
        _jobs.Release();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
            Assert.That((await Envelope.Of(refused)).ErrorCode, Is.EqualTo("internal_error"));
            Assert.That(probe.StatusCode, Is.EqualTo(HttpStatusCode.OK), "Probes are not limited.");
            Assert.That((await running).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await waiting).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_service.Log.Lines, Has.Exactly(1).StartsWith("Warning HTTP").And.Contains("responded 503"));
        }
    }

    [Test]
    public async Task A_full_queue_does_not_refuse_requests_of_another_organization(CancellationToken cancellationToken)
    {
        var running = _service.Get(Routes.All, _key);
        await _jobs.Asked(cancellationToken);
        var waiting = _service.Get(Routes.All, _key);
        await UntilOneWaits(organization: 1, cancellationToken);

        var ofOther = _service.Get(Routes.All, _other);
        await UntilOneWaits(organization: 2, cancellationToken);
        _jobs.Release();

        foreach (var response in await Task.WhenAll(running, waiting, ofOther))
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task A_request_that_has_waited_for_a_second_is_refused(CancellationToken cancellationToken)
    {
        var running = _service.Get(Routes.All, _key);
        await _jobs.Asked(cancellationToken);
        var waiting = _service.Get(Routes.All, _key);
        await UntilOneWaits(organization: 1, cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));

        using var refused = await waiting;
        _jobs.Release();

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await running).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_client_that_disconnects_while_queued_is_removed_and_not_logged_as_refused(
        CancellationToken cancellationToken
    )
    {
        var running = _service.Get(Routes.All, _key);
        await _jobs.Asked(cancellationToken);
        using (var client = new HttpClient { BaseAddress = _service.Client.BaseAddress })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
            request.Headers.Authorization = RunningService.Basic(_key);
            using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var waiting = client.SendAsync(request, left.Token);
            await UntilOneWaits(organization: 1, cancellationToken);
            await left.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }

        await Until(() => Queued(organization: 1) == 0, cancellationToken);
        _jobs.Release();

        Assert.That((await running).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_service.Log.Lines, Has.None.Contains("responded 503"));
    }

    private Task UntilOneWaits(long organization, CancellationToken cancellationToken) =>
        Until(() => Queued(organization) == 1, cancellationToken);

    private long Queued(long organization) =>
        _service.Services.GetRequiredService<FairQueueLimiter>().GetStatistics(organization)!.CurrentQueuedCount;

    private static async Task Until(Func<bool> isTrue, CancellationToken cancellationToken)
    {
        while (!isTrue())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
