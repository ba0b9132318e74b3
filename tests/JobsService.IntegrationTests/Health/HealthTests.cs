using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Health;

/// <summary>Health probes of a service with a real database.</summary>
[OnEveryEngine]
internal sealed class HealthTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [Test]
    public async Task A_migrated_database_is_ready()
    {
        await using var service = await RunningService.Start(Database);

        using var live = await service.Get("/health/live");
        using var ready = await service.Get("/health/ready");

        Assert.That(await live.Content.ReadAsStringAsync(), Is.EqualTo("""{"status":"Healthy"}"""));
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_database_with_a_newer_migration_is_ready_and_reported_as_degraded()
    {
        await using var service = await RunningService.Start(Database);
        await Database.Execute(
            "INSERT INTO schema_versions (ScriptName, Applied) VALUES ('9999_tomorrow.sql', '2026-01-01')"
        );

        using var ready = await service.Get("/health/ready");

        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            await ready.Content.ReadAsStringAsync(),
            Does.StartWith("""{"status":"Degraded","database":""")
                .And.Contain("is of a newer version: it has 9999_tomorrow.sql.")
        );
    }

    [Test]
    public async Task A_database_that_lacks_a_migration_is_not_ready()
    {
        await using var service = await RunningService.Start(Database);
        await Database.Execute("DELETE FROM schema_versions WHERE ScriptName LIKE '%jobs.sql'");

        using var live = await service.Get("/health/live");
        using var ready = await service.Get("/health/ready");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(
                await ready.Content.ReadAsStringAsync(),
                Does.StartWith("""{"status":"Unhealthy","database":""")
                    .And.Contain("it lacks")
                    .And.Contain("0002_jobs.sql")
            );
        }
    }
}
