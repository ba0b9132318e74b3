using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Databases;

/// <summary>Tests that each use their own empty, migrated database.</summary>
internal abstract class DatabaseTests(DatabaseProvider provider)
{
    protected TestDatabase Database { get; private set; } = null!;

    [SetUp]
    public async Task CreateDatabase() => Database = await TestDatabase.Create(provider);

    [TearDown]
    public async Task DropDatabase()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }
}
