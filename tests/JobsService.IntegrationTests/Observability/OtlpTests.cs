using System.Collections.Concurrent;
using System.Text;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace JobsService.IntegrationTests.Observability;

/// <summary>What is sent to an OpenTelemetry collector: here, one that only keeps the bytes.</summary>
[CancelAfter(60_000)]
internal sealed class OtlpTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task Traces_and_metrics_go_to_the_collector_that_the_standard_variable_names()
    {
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using var collector = await StartCollector(received);
        Database.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        Database.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        var key = await Database.AddKey(1);

        await using (var service = await RunningService.Start(Database))
        {
            using var list = await service.Get($"{Routes.All}?state=a-state-of-mine", key);
            using var probe = await service.Get("/health/ready");
            await service.Stop();
        }

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

    private static async Task<WebApplication> StartCollector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            // Texts stand in the binary format as they are.
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            received.AddOrUpdate(context.Request.Path, body, (_, before) => before + body);
        });
        await collector.StartAsync();
        return collector;
    }
}
