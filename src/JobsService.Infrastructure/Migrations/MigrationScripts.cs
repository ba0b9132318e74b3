using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Migrations;

/// <summary>The migrations that this build holds: resources of the assembly, named after the engine that they are for.</summary>
internal static class MigrationScripts
{
    /// <summary>The names of an engine's migrations, in their order.</summary>
    public static IReadOnlyList<string> Of(DatabaseProvider provider) =>
        [
            .. typeof(MigrationScripts)
                .Assembly.GetManifestResourceNames()
                .Where(name => IsFor(provider, name))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether that is the name of an engine's migration.</summary>
    public static bool IsFor(DatabaseProvider provider, string name) =>
        name.StartsWith($"{provider}/", StringComparison.Ordinal);
}
