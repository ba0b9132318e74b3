using System.Data.Common;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Jobs;

[OnEveryEngine]
internal sealed class SchemaTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Key =
        "INSERT INTO api_keys (organization_id, name, role, secret_hash, active, created_at) "
        + "VALUES (@organizationId, @name, @role, @hash, @active, @now)";

    private const string Job =
        "INSERT INTO jobs (organization_id, job_type, name, state, created_at, updated_at) "
        + "VALUES (@organizationId, 'Campaign', 'x', @state, @now, @now)";

    [Test]
    public void A_second_migration_applies_no_scripts()
    {
        Assert.That(Database.Services.GetRequiredService<DatabaseMigrator>().Migrate(), Is.Empty);
    }

    [TestCase(1, "n", "system_admin", 32, true)]
    [TestCase(2, "n", "organization_admin", 32, true)]
    [TestCase(2, "n", "system_admin", 32, false)]
    [TestCase(1, "n", "root", 32, false)]
    [TestCase(1, "", "organization_admin", 32, false)]
    [TestCase(99, "n", "organization_admin", 32, false)]
    [TestCase(1, null, "organization_admin", 32, false)]
    public async Task An_API_key_that_violates_a_constraint_is_not_stored(
        long organizationId,
        string? name,
        string role,
        int hashLength,
        bool isStored
    )
    {
        await Database.AddOrganizations(1, 2);
        var columns = new
        {
            organizationId,
            name,
            role,
            hash = new byte[hashLength],
            active = true,
            now = Database.Column("2024-01-01T00:00:00Z"),
        };

        Assert.That(() => Database.Execute(Key, columns), isStored ? Throws.Nothing : Throws.InstanceOf<DbException>());
    }

    [Test]
    public async Task An_API_key_with_a_name_over_100_characters_or_a_duplicate_hash_is_not_stored()
    {
        await Database.AddOrganizations(1);
        var longest = Columns(new string('n', 100), hash: 1);
        await Database.Execute(Key, longest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Database.Execute(Key, Columns(new string('n', 101), 2)),
                Throws.InstanceOf<DbException>()
            );
            Assert.That(() => Database.Execute(Key, longest), Throws.InstanceOf<DbException>());
        }

        object Columns(string name, byte hash) =>
            new
            {
                organizationId = 1L,
                name,
                role = "organization_admin",
                hash = Enumerable.Repeat(hash, 32).ToArray(),
                active = true,
                now = Database.Column("2024-01-01T00:00:00Z"),
            };
    }

    [TestCase(1, "idle", true)]
    [TestCase(99, "idle", false)]
    [TestCase(1, "finished ", false)]
    [TestCase(1, "a state of two words", true)]
    public async Task A_job_that_violates_a_constraint_is_not_stored(long organizationId, string state, bool isStored)
    {
        await Database.AddOrganizations(1);
        var columns = new
        {
            organizationId,
            state,
            now = Database.Column("2024-01-01T00:00:00Z"),
        };

        Assert.That(() => Database.Execute(Job, columns), isStored ? Throws.Nothing : Throws.InstanceOf<DbException>());
    }
}
