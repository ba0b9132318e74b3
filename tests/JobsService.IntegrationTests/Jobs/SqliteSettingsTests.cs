using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Jobs;

internal sealed class SqliteSettingsTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [TestCase("journal_mode", "wal")]
    [TestCase("foreign_keys", "1")]
    [TestCase("busy_timeout", "1000")]
    public async Task Every_connection_has_the_settings_for_concurrent_readers_and_a_writer(string pragma, string value)
    {
        Assert.That(await Database.Query<string>($"PRAGMA {pragma}"), Is.EqualTo(new[] { value }));
    }

    [Test]
    public async Task A_time_in_milliseconds_violates_a_constraint()
    {
        await Database.AddOrganizations(1);
        await Database.AddJobs(JobBuilder.Job(1));

        Assert.That(
            () => Database.Execute("UPDATE jobs SET updated_at = 1795533712000"),
            Throws.InstanceOf<System.Data.Common.DbException>()
        );
    }

    [Test]
    public async Task Times_are_stored_as_whole_seconds()
    {
        await Database.AddOrganizations(1);
        await Database.AddJobs(JobBuilder.Job(1) with { CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(1.9) });

        Assert.That(await Database.Query<long>("SELECT created_at FROM jobs"), Is.EqualTo(new[] { 1L }));
    }
}
