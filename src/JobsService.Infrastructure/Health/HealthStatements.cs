using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Health;

/// <summary>The statements of the health checks; the same for every database.</summary>
internal static class HealthStatements
{
    /// <summary>The names of the applied migrations, from DbUp's journal.</summary>
    public static readonly Statement AppliedMigrations = new("SELECT ScriptName FROM schema_versions");
}
