namespace JobsService.Infrastructure.Database;

/// <summary>The kinds of scope for which a <see cref="ScopedStatement"/> has a text.</summary>
internal enum ScopeKind
{
    /// <summary>A system admin who asks about one organization; an organization admin too, where both may see the same.</summary>
    OneOrganization,

    /// <summary>An organization admin, who may see less of its organization than a system admin.</summary>
    OrganizationAdmin,

    /// <summary>A system admin who asks about every organization.</summary>
    EveryOrganization,
}
