namespace JobsService.Application.Scoping;

/// <summary>
/// The organizations that a request asks about. Whether its caller may is decided where the scope is made, see
/// <see cref="OrganizationScope"/>.
/// </summary>
public sealed record OrganizationSelection
{
    private OrganizationSelection() { }

    /// <summary>Whatever the caller may see: its own organization, or all of them.</summary>
    public static OrganizationSelection InScope { get; } = new();

    /// <summary>Every organization. For system admins.</summary>
    public static OrganizationSelection Every { get; } = new() { IsForSystemAdmins = true };

    /// <summary>The caller's own organization, for a system admin too.</summary>
    public static OrganizationSelection Own { get; } = new() { IsOwn = true };

    /// <summary>Whether the caller's own organization is asked about, whatever else it may see.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>Whether only a system admin may ask this.</summary>
    public bool IsForSystemAdmins { get; private init; }

    /// <summary>The only organization asked about, or null.</summary>
    public long? OrganizationId { get; private init; }

    /// <summary>One organization, which need not exist. For system admins, even where it is the caller's own.</summary>
    public static OrganizationSelection One(long organizationId) =>
        new() { IsForSystemAdmins = true, OrganizationId = organizationId };
}
