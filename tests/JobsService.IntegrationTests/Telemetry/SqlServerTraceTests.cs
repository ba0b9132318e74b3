using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>Spans of calls to SQL Server. The tests use a fake server.</summary>
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class SqlServerTraceTests
{
    [Test]
    public async Task A_request_has_a_span_for_its_statement_without_parameter_values()
    {
        await using var server = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        await using var database = TestDatabase.At(server.ConnectionString);
        await using var collector = await RecordingCollector.StartFor(database);

        await using (var service = await RunningService.Start(database))
        {
            using var list = await service.Get($"{Routes.All}?state=a-state-of-mine", FakeJobsDatabase.Key);
            await service.Stop();
        }

        var traces = collector.Received["/v1/traces"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traces, Does.Contain("SELECT jobs"));
            Assert.That(traces, Does.Not.Contain("a-state-of-mine"));
            Assert.That(traces, Does.Not.Contain(FakeJobsDatabase.Key.Split(':')[1]));
            Assert.That(traces, Does.Not.Contain(FakeSqlServer.Password));
        }
    }
}
