namespace JobsService.Infrastructure.Database;

/// <summary>The kinds of scope for which a <see cref="ScopedStatement"/> has a variant.</summary>
internal enum ScopeKind
{
    /// <summary>
    /// A system admin that selects one organization; also an organization admin if both can access the same rows.
    /// </summary>
    OneOrganization,

    /// <summary>An organization admin that can access fewer rows of its organization than a system admin.</summary>
    OrganizationAdmin,

    /// <summary>A system admin that selects every organization.</summary>
    EveryOrganization,
}
