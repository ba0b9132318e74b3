using JobsService.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Databases;

/// <summary>An empty SQLite database with the schema of this build. Migrated once, because a copy takes a millisecond.</summary>
internal static class MigratedSqliteFile
{
    private static readonly Lazy<Task<byte[]>> Content = new(Migrate);

    public static async Task CopyTo(string path) => await File.WriteAllBytesAsync(path, await Content.Value);

    private static async Task<byte[]> Migrate()
    {
        await using var database = TestDatabase.Embedded();
        database.Services.GetRequiredService<DatabaseMigrator>().Migrate();
        return await File.ReadAllBytesAsync(database.File);
    }
}
