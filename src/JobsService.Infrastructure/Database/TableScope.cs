namespace JobsService.Infrastructure.Database;

/// <summary>The conditions that restrict a table to the scope of a caller.</summary>
internal sealed class TableScope
{
    /// <param name="organizationColumn">The column with the organization id.</param>
    /// <param name="forOrganizationAdmins">Additional conditions for callers that are not system admins.</param>
    public TableScope(string organizationColumn, params IReadOnlyList<Condition> forOrganizationAdmins)
    {
        OneOrganization =
        [
            new Condition(
                $"{organizationColumn} = @{ScopedStatement.OrganizationParameter}",
                (ScopedStatement.OrganizationParameter, ColumnType.BigInt)
            ),
        ];
        OrganizationAdmin = [.. OneOrganization, .. forOrganizationAdmins];
    }

    /// <summary>The conditions for a system admin that selects one organization.</summary>
    public IReadOnlyList<Condition> OneOrganization { get; }

    /// <summary>The conditions for an organization admin.</summary>
    public IReadOnlyList<Condition> OrganizationAdmin { get; }
}
