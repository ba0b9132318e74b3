using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Service;

/// <summary>Graceful shutdown of a service that is serving requests.</summary>
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class ShutdownTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // More than the buffers between the service and a client hold.
    private const int ManyJobs = 60_000;

    private string _key = null!;

    [SetUp]
    public async Task AddKey() => _key = await Database.AddKey(1);

    [Test]
    public async Task A_stopping_service_is_not_ready_before_it_refuses_requests(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Database.Settings["Shutdown:UnreadySeconds"] = "10";
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        using var readyBefore = await service.Get("/health/ready");
        var stop = service.Stop();

        using var ready = await service.Get("/health/ready");
        using var live = await service.Get("/health/live");
        using var list = await service.Get(Routes.All, _key);
        while (!stop.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(readyBefore.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(readyBefore.Headers.ConnectionClose, Is.Not.True);
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(
                await ready.Content.ReadAsStringAsync(cancellationToken),
                Is.EqualTo("""{"status":"Unhealthy","service":"The service is stopping."}""")
            );
            Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(list.Headers.ConnectionClose, Is.True, "The next request must reach another replica.");
            Assert.That(() => service.Get(Routes.All, _key), Throws.InstanceOf<HttpRequestException>());
        }
    }

    [Test]
    public async Task A_list_in_progress_at_shutdown_is_completed(CancellationToken cancellationToken)
    {
        await Database.AddJobs(Enumerable.Range(1, ManyJobs).Select(id => JobBuilder.Job(id)));
        await using var service = await RunningService.Start(Database);
        using var list = await service.Get(Routes.All, _key, HttpCompletionOption.ResponseHeadersRead);

        var stop = service.Stop();
        var answer = await Envelope.Of(list);
        await stop;

        Assert.That(answer.Ids, Has.Exactly(ManyJobs).Items);
        Assert.That(service.Log.Lines, Has.Some.Contains("200 (complete)"));
    }

    [Test]
    public async Task A_list_that_exceeds_DrainSeconds_is_aborted_and_logged()
    {
        Database.Settings["Shutdown:DrainSeconds"] = "1";
        await Database.AddJobs(Enumerable.Range(1, ManyJobs).Select(id => JobBuilder.Job(id)));
        await using var service = await RunningService.Start(Database);
        using var list = await service.Get(Routes.All, _key, HttpCompletionOption.ResponseHeadersRead);

        await service.Stop();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                async () => await list.Content.ReadAsByteArrayAsync(),
                Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>(),
                "An aborted list must not look complete."
            );
            Assert.That(service.Log.Lines, Has.Some.Contains("200 (cut off by the shutdown)"));
        }
    }
}
