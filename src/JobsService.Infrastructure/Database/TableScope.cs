namespace JobsService.Infrastructure.Database;

/// <summary>Which rows of a table belong to the scope of a caller.</summary>
internal sealed class TableScope
{
    /// <param name="organizationColumn">The column that holds the id of the organization.</param>
    /// <param name="forOrganizationAdmins">A further condition on the rows that callers other than system admins can see.</param>
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

    /// <summary>The conditions for a system admin who asks about one organization.</summary>
    public IReadOnlyList<Condition> OneOrganization { get; }

    /// <summary>The conditions for an organization admin.</summary>
    public IReadOnlyList<Condition> OrganizationAdmin { get; }
}
