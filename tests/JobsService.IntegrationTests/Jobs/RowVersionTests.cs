using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;
using JobsService.IntegrationTests.Databases;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>
/// The database numbers the changes of jobs: a higher <c>row_version</c> is a later change. SQLite does it with triggers, SQL Server
/// with the type <c>rowversion</c>.
/// </summary>
[OnEveryEngine]
internal sealed class RowVersionTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [SetUp]
    public async Task AddJobs()
    {
        await Database.AddOrganizations(1, 2);
        await Database.AddJobs(Job(1), Job(2), Job(3), Job(4, 2));
    }

    [Test]
    public async Task Inserted_jobs_have_positive_versions_in_the_order_of_their_insertion()
    {
        await Database.AddJobs(Job(-5), Job(9), Job(7));

        var versions = await Versions();

        Assert.That(InOrderOfChange(versions), Is.EqualTo(new long[] { 1, 2, 3, 4, -5, 9, 7 }));
        Assert.That(versions.Values, Is.Unique.And.All.GreaterThan(0));
    }

    [Test]
    public async Task An_update_gives_the_job_a_higher_version_than_all_others_and_changes_no_other_version()
    {
        var before = await Versions();

        await Database.Execute("UPDATE jobs SET progress_value = 7 WHERE id = 2");

        var after = await Versions();
        Assert.That(after[2], Is.GreaterThan(before.Values.Max()));
        Assert.That(Without(after, 2), Is.EqualTo(Without(before, 2)));
    }

    [Test]
    public async Task An_update_that_changes_no_value_counts_as_a_change()
    {
        await Database.Execute("UPDATE jobs SET name = name WHERE id = 2");

        Assert.That(InOrderOfChange(await Versions()), Is.EqualTo(new long[] { 1, 3, 4, 2 }));
    }

    [Test]
    public async Task An_update_of_many_jobs_gives_each_of_them_its_own_version()
    {
        var before = await Versions();

        await Database.Execute("UPDATE jobs SET state = 'finished' WHERE id < 4");

        var after = await Versions();
        Assert.That(after.Values, Is.Unique);
        Assert.That(Without(after, 4).Select(job => job.Value), Is.All.GreaterThan(before.Values.Max()));
        Assert.That(after[4], Is.EqualTo(before[4]));
    }

    [Test]
    public async Task An_update_of_any_column_is_a_change()
    {
        foreach (var column in JobTable.Columns.Select(column => column.Name).Where(IsWritable))
        {
            var before = (await Versions())[2];

            await Database.Execute($"UPDATE jobs SET {column} = {column} WHERE id = 2");

            Assert.That((await Versions())[2], Is.GreaterThan(before), column);
        }
    }

    [Test]
    public async Task The_version_of_a_deleted_job_is_not_given_to_another_one()
    {
        var before = await Versions();
        await Database.Execute("DELETE FROM jobs");

        await Database.AddJobs(Job(4, 2));

        Assert.That((await Versions())[4], Is.GreaterThan(before.Values.Max()));
    }

    [Test]
    public async Task A_change_that_is_rolled_back_changes_no_version()
    {
        var before = await Versions();

        await Database.Execute("BEGIN TRANSACTION; UPDATE jobs SET progress_value = 7; ROLLBACK");

        Assert.That(await Versions(), Is.EqualTo(before));
    }

    // SQL Server's ids are identities, which cannot be updated.
    private bool IsWritable(string column) => column != "id" || Database.Engine.Provider == DatabaseProvider.Sqlite;

    private async Task<Dictionary<long, long>> Versions() =>
        (
            await Database.Query<(long Id, long Version)>("SELECT id, CAST(row_version AS bigint) FROM jobs")
        ).ToDictionary(row => row.Id, row => row.Version);

    private static IEnumerable<long> InOrderOfChange(Dictionary<long, long> versions) =>
        versions.OrderBy(job => job.Value).Select(job => job.Key);

    private static Dictionary<long, long> Without(Dictionary<long, long> versions, long id) =>
        versions.Where(job => job.Key != id).ToDictionary();
}
