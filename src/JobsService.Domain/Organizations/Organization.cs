namespace JobsService.Domain.Organizations;

/// <summary>Constants of organizations, which are the tenants of the platform.</summary>
public static class Organization
{
    /// <summary>The organization that runs the platform, and the only one whose keys may be system admins.</summary>
    public const long SystemOrganizationId = 1;

    /// <summary>The maximum number of characters in an organization's name.</summary>
    public const int MaxNameLength = 255;
}
