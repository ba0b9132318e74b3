using JobsService.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Databases;

/// <summary>An empty, migrated SQLite database. It is migrated once and then copied, because a copy takes a millisecond.</summary>
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
