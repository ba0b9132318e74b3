namespace JobsService.Application.Scoping;

/// <summary>
/// The organizations that a request selects. <see cref="OrganizationScope"/> decides whether the caller has access to them.
/// </summary>
public sealed record OrganizationSelection
{
    private OrganizationSelection() { }

    /// <summary>All organizations that the caller has access to: its own, or every one.</summary>
    public static OrganizationSelection InScope { get; } = new();

    /// <summary>Every organization. Requires a system admin.</summary>
    public static OrganizationSelection Every { get; } = new() { IsForSystemAdmins = true };

    /// <summary>Only the caller's own organization, even for a system admin.</summary>
    public static OrganizationSelection Own { get; } = new() { IsOwn = true };

    /// <summary>Whether only the caller's own organization is selected, even for a system admin.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>Whether the selection requires a system admin.</summary>
    public bool IsForSystemAdmins { get; private init; }

    /// <summary>The only selected organization, or null.</summary>
    public long? OrganizationId { get; private init; }

    /// <summary>One organization, which need not exist. Requires a system admin, even for the caller's own organization.</summary>
    public static OrganizationSelection One(long organizationId) =>
        new() { IsForSystemAdmins = true, OrganizationId = organizationId };
}
