using Dapper;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>The statements that only SQLite has, and its migration.</summary>
internal sealed class SqliteRowVersionTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Insert =
        "INSERT INTO jobs (id, organization_id, job_type, name, state) VALUES (2, 1, 'Campaign', 'new', 'idle')";

    [TestCase(
        "OFF",
        "INSERT OR REPLACE INTO jobs (id, organization_id, job_type, name, state) VALUES (2, 1, 'x', 'y', 'z')"
    )]
    [TestCase("OFF", Insert + " ON CONFLICT DO UPDATE SET name = excluded.name")]
    [TestCase("ON", Insert + " ON CONFLICT DO UPDATE SET name = excluded.name")]
    [TestCase("ON", "UPDATE jobs SET name = 'new' WHERE id = 2")]
    [TestCase("ON", "UPDATE jobs SET name = 'new', row_version = -1 WHERE id = 2")]
    [TestCase("OFF", "UPDATE OR REPLACE jobs SET name = 'new' WHERE id = 2")]
    public async Task A_change_has_the_next_version_with_and_without_recursive_triggers(string recursive, string change)
    {
        await AddThreeJobs();

        await Database.Execute($"PRAGMA recursive_triggers = {recursive}; {change}; PRAGMA recursive_triggers = OFF");

        Assert.That(await Versions(), Is.EqualTo(new[] { (1L, 1L), (2L, 4L), (3L, 3L) }));
    }

    [Test]
    public async Task With_recursive_triggers_a_replaced_job_is_deleted_and_inserted()
    {
        await AddThreeJobs();

        await Database.Execute(
            """
            PRAGMA recursive_triggers = ON;
            REPLACE INTO jobs (id, organization_id, job_type, name, state) VALUES (2, 1, 'x', 'y', 'z');
            PRAGMA recursive_triggers = OFF
            """
        );

        Assert.That(await Versions(), Is.EqualTo(new[] { (1L, 1L), (2L, 5L), (3L, 3L) }));
    }

    [Test]
    public async Task An_insert_that_is_ignored_gives_no_version()
    {
        await AddThreeJobs();

        await Database.Execute($"{Insert} ON CONFLICT DO NOTHING");
        await Database.AddJobs(Job(4));

        Assert.That(await Versions(), Is.EqualTo(new[] { (1L, 1L), (2L, 2L), (3L, 3L), (4L, 4L) }));
    }

    [Test]
    public async Task A_job_whose_id_is_changed_has_the_next_version()
    {
        await AddThreeJobs();

        await Database.Execute("UPDATE jobs SET id = 9 WHERE id = 2");

        Assert.That(await Versions(), Is.EqualTo(new[] { (1L, 1L), (3L, 3L), (9L, 4L) }));
    }

    [Test]
    public async Task A_writer_sees_the_number_of_its_own_changes_only()
    {
        await AddThreeJobs();

        Assert.That(
            await Database.Query<long>("UPDATE jobs SET name = 'new' WHERE id < 3; SELECT changes()"),
            Is.EqualTo(new[] { 2 })
        );
    }

    [Test]
    public async Task The_migration_numbers_existing_jobs_by_id_and_continues_after_them()
    {
        await using var database = TestDatabase.Embedded();
        await using (var file = new SqliteConnection($"Data Source={database.File};Pooling=False"))
        {
            await file.ExecuteAsync(
                "CREATE TABLE schema_versions (ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL)"
            );
            foreach (
                var script in MigrationScripts.Of(DatabaseProvider.Sqlite).TakeWhile(name => !IsOfRowVersion(name))
            )
            {
                await file.ExecuteAsync(await TextOf(script));
                await file.ExecuteAsync("INSERT INTO schema_versions VALUES (@script, '2026-01-01')", new { script });
            }

            await file.ExecuteAsync(
                """
                INSERT INTO organizations (id, name) VALUES (1, 'one');
                INSERT INTO jobs (id, organization_id, job_type, name, state)
                VALUES (50, 1, 'x', 'y', 'z'), (-3, 1, 'x', 'y', 'z'), (7, 1, 'x', 'y', 'z');
                """
            );
        }

        var applied = database.Services.GetRequiredService<DatabaseMigrator>().Migrate();
        await database.AddJobs(Job(1));

        Assert.That(applied, Has.Some.Matches<string>(IsOfRowVersion));
        Assert.That(await Versions(database), Is.EqualTo(new[] { (-3L, 1L), (1L, 4L), (7L, 2L), (50L, 3L) }));
    }

    private static bool IsOfRowVersion(string script) => script.Contains("row_version", StringComparison.Ordinal);

    private static async Task<string> TextOf(string script)
    {
        using var reader = new StreamReader(typeof(InfrastructureServices).Assembly.GetManifestResourceStream(script)!);
        return await reader.ReadToEndAsync();
    }

    private async Task AddThreeJobs()
    {
        await Database.AddOrganizations(1);
        await Database.AddJobs(Job(1), Job(2), Job(3));
    }

    private Task<IReadOnlyList<(long, long)>> Versions() => Versions(Database);

    private static Task<IReadOnlyList<(long, long)>> Versions(TestDatabase database) =>
        database.Query<(long, long)>("SELECT id, row_version FROM jobs ORDER BY id");
}
