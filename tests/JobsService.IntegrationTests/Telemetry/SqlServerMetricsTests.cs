using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>Metrics of calls to SQL Server. The tests use a fake server.</summary>
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class SqlServerMetricsTests
{
    [Test]
    public async Task Database_calls_are_timed_by_table_without_the_statement_text()
    {
        await using var server = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        await using var database = TestDatabase.At(server.ConnectionString);
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        database.Settings["Telemetry:MetricsUrl"] = address;
        await using var service = await RunningService.Start(database);

        using var list = await service.Get(Routes.All, FakeJobsDatabase.Key);
        var text = await service.Client.GetStringAsync(new Uri($"{address}/metrics"));

        Assert.That(text, Does.Match("db_client_operation_duration_seconds_count{.*\"SELECT jobs\""));
        Assert.That(text, Does.Not.Contain("WHERE").And.Not.Contain("organization_id"));
    }
}
