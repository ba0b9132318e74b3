using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Organizations;

/// <summary>The statements that read organizations, on both database engines.</summary>
internal static class OrganizationStatements
{
    /// <summary>Counts the organizations in scope.</summary>
    public static readonly ScopedStatement Count = new(
        new TableScope("id"),
        new StatementParts("SELECT CAST(COUNT(*) AS bigint) FROM organizations")
    );
}
