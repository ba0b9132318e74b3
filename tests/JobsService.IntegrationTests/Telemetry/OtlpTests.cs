using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>Traces and metrics that are sent to an OpenTelemetry collector.</summary>
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class OtlpTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task Traces_and_metrics_are_sent_to_OTEL_EXPORTER_OTLP_ENDPOINT()
    {
        await using var collector = await RecordingCollector.StartFor(Database);
        var key = await Database.AddKey(1);

        await using (var service = await RunningService.Start(Database))
        {
            using var list = await service.Get($"{Routes.All}?state=a-state-of-mine", key);
            using var probe = await service.Get("/health/ready");
            await service.Stop();
        }

        var received = collector.Received;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(received.Keys, Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics" }));
            Assert.That(
                received["/v1/traces"],
                Does.Contain("ga/api/v2/jobs/all").And.Contain("jobsservice").And.Not.Contain("health")
            );
            Assert.That(
                received["/v1/metrics"],
                Does.Contain("jobsservice.scopes").And.Contain("http.server.request.duration")
            );
            Assert.That(string.Concat(received.Values), Does.Not.Contain("a-state-of-mine"));
            Assert.That(string.Concat(received.Values), Does.Not.Contain(key.Split(':')[1]));
        }
    }
}
