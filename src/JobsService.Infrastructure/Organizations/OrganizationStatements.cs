using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Organizations;

/// <summary>The statements about organizations, the same for every engine.</summary>
internal static class OrganizationStatements
{
    /// <summary>The number of organizations in scope.</summary>
    public static readonly ScopedStatement Count = new(
        new TableScope("id"),
        new StatementParts("SELECT CAST(COUNT(*) AS bigint) FROM organizations")
    );
}
