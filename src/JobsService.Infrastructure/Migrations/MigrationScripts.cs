using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Migrations;

/// <summary>The migrations of this version, which are embedded resources named <c>PROVIDER/SCRIPT.sql</c>.</summary>
internal static class MigrationScripts
{
    /// <summary>Returns the names of a provider's migrations, in order of execution.</summary>
    public static IReadOnlyList<string> Of(DatabaseProvider provider) =>
        [
            .. typeof(MigrationScripts)
                .Assembly.GetManifestResourceNames()
                .Where(name => IsFor(provider, name))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a resource is a migration of the given provider.</summary>
    public static bool IsFor(DatabaseProvider provider, string name) =>
        name.StartsWith($"{provider}/", StringComparison.Ordinal);
}
