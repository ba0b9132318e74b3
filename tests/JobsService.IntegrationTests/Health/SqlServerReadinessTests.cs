using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Health;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Health;

/// <summary>Readiness and warnings of a service on SQL Server. The tests use a fake server.</summary>
[CancelAfter(300_000)]
internal sealed class SqlServerReadinessTests
{
    private FakeSqlServer _server = null!;
    private TestDatabase _database = null!;

    [SetUp]
    public void StartServer()
    {
        _server = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        _database = TestDatabase.At(_server.ConnectionString);
    }

    [TearDown]
    public async Task StopServer()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task The_service_is_healthy_when_read_committed_snapshot_is_on()
    {
        await using var service = await RunningService.Start(_database);

        using var ready = await service.Get("/health/ready");

        Assert.That(await ready.Content.ReadAsStringAsync(), Is.EqualTo("""{"status":"Healthy"}"""));
        Assert.That(service.Log.Lines, Has.None.Contains("READ_COMMITTED_SNAPSHOT"));
    }

    [Test]
    public async Task Disabled_read_committed_snapshot_is_reported_at_startup_by_readiness_and_after_a_migration()
    {
        _server.OnStatement = statement =>
            FakeJobsDatabase.IsAbout(statement.Sql, "sys.databases")
                ? FakeJobsDatabase.Setting(isOn: false)
                : FakeJobsDatabase.Answer(statement);
        await using var service = await RunningService.Start(_database);

        using var ready = await service.Get("/health/ready");
        var afterMigration = await _database
            .Services.GetRequiredService<DatabaseReadiness>()
            .AdviseOnPrimary(CancellationToken.None);

        const string Remedy = "ALTER DATABASE [jobs] SET READ_COMMITTED_SNAPSHOT ON";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK), "Degraded is still ready.");
            Assert.That(
                await ready.Content.ReadAsStringAsync(),
                Does.StartWith("""{"status":"Degraded","database":"READ_COMMITTED_SNAPSHOT is off""")
                    .And.Contain(Remedy)
            );
            Assert.That(service.Log.Lines, Has.Some.Contains("READ_COMMITTED_SNAPSHOT is off"));
            Assert.That(afterMigration, Has.Exactly(1).Contains(Remedy));
        }
    }

    [Test]
    public async Task A_missing_permission_on_jobs_makes_the_service_unready()
    {
        await using var service = await RunningService.Start(_database);
        _server.OnStatement = statement =>
            FakeJobsDatabase.IsAbout(statement.Sql, "jobs")
                ? TdsReply.Failure(229, 14, "The SELECT permission was denied on jobs.")
                : FakeJobsDatabase.Answer(statement);

        using var ready = await service.Get("/health/ready");

        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(
            await ready.Content.ReadAsStringAsync(),
            Does.Contain("denies a permission: The SELECT permission was denied on jobs.")
        );
    }

    [Test]
    public async Task Concurrent_probes_of_a_hanging_database_are_answered_and_share_one_query()
    {
        await using var service = await RunningService.Start(_database);
        _server.OnStatement = _ => TdsReply.Silence;
        _server.Statements.Clear();

        var probes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.Get("/health/ready")));
        using var live = await service.Get("/health/live");

        var texts = await Task.WhenAll(probes.Select(probe => probe.Content.ReadAsStringAsync()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Is.All.Contains("The database does not answer within a second."));
            Assert.That(probes.Select(probe => probe.StatusCode), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_server.Statements, Has.Exactly(1).Items);
        }
    }

    [Test]
    public async Task A_probe_that_times_out_reports_the_last_known_reason(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.At("Server=tcp:no-such-host.invalid,1;Database=jobs;Connect Timeout=2");
        await using var service = await RunningService.Start(database);

        string text;
        do
        {
            using var ready = await service.Get("/health/ready");
            text = await ready.Content.ReadAsStringAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        } while (!text.Contains("the name of its server is not known", StringComparison.Ordinal));

        Assert.That(text, Does.StartWith("""{"status":"Unhealthy","database":"The database """));
    }

    [Test]
    public async Task A_secondary_that_refuses_the_login_makes_the_service_unready()
    {
        await using var secondary = new FakeSqlServer { OnLogin = _ => TdsReply.Failure(978, 14, "No read intent.") };
        _database.Settings["ConnectionStrings:JobsReadOnly"] = secondary.ConnectionString;
        await using var service = await RunningService.Start(_database);

        using var ready = await service.Get("/health/ready");

        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(
            await ready.Content.ReadAsStringAsync(),
            Does.Contain("(read only) cannot be read on this replica")
        );
    }
}
