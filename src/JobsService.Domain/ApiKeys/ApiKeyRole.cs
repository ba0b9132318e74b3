namespace JobsService.Domain.ApiKeys;

/// <summary>What a key may see.</summary>
public enum ApiKeyRole
{
    /// <summary>Its own organization only.</summary>
    OrganizationAdmin,

    /// <summary>Every organization. Only keys of the system organization have it.</summary>
    SystemAdmin,
}
