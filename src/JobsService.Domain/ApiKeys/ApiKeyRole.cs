namespace JobsService.Domain.ApiKeys;

/// <summary>The organizations that a key has access to.</summary>
public enum ApiKeyRole
{
    /// <summary>Its own organization only.</summary>
    OrganizationAdmin,

    /// <summary>Every organization. Only keys of the system organization can have this role.</summary>
    SystemAdmin,
}
