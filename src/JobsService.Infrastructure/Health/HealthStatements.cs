using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Health;

/// <summary>The statements that ask how a database is, the same for every engine.</summary>
internal static class HealthStatements
{
    /// <summary>The names of the migrations that ran, from DbUp's journal.</summary>
    public static readonly Statement AppliedMigrations = new("SELECT ScriptName FROM schema_versions");
}
