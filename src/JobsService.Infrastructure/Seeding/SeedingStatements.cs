namespace JobsService.Infrastructure.Seeding;

/// <summary>The statements of seeding, the same for every engine.</summary>
internal static class SeedingStatements
{
    public const string AnyJob = "SELECT CASE WHEN EXISTS (SELECT 1 FROM jobs) THEN 1 ELSE 0 END";

    public const string AnyOrganization = "SELECT CASE WHEN EXISTS (SELECT 1 FROM organizations) THEN 1 ELSE 0 END";

    public const string InsertMissingOrganization = """
        INSERT INTO organizations (id, name, active, created_at)
        SELECT @id, @name, @active, @createdAt
        WHERE NOT EXISTS (SELECT 1 FROM organizations WHERE id = @id)
        """;
}
