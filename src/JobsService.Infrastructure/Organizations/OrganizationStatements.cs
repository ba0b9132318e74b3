using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Organizations;

/// <summary>The statements about organizations, the same for every engine.</summary>
internal static class OrganizationStatements
{
    public static readonly Statement Exists = new(
        "SELECT CAST(COUNT(*) AS bigint) FROM organizations WHERE id = @organizationId",
        ("organizationId", ColumnType.BigInt)
    );
}
