namespace JobsService.Domain.ApiKeys;

/// <summary>The organizations that a key has access to.</summary>
public enum ApiKeyRole
{
    /// <summary>Its own organization only.</summary>
    OrganizationAdmin,

    /// <summary>Every organization. Only keys of the system organization can have this role.</summary>
    SystemAdmin,
}

/// <summary>The names of the roles in the API and in the <c>role</c> column.</summary>
public static class ApiKeyRoleName
{
    /// <summary>The name of <see cref="ApiKeyRole.OrganizationAdmin"/>.</summary>
    public const string OrganizationAdmin = "organization_admin";

    /// <summary>The name of <see cref="ApiKeyRole.SystemAdmin"/>.</summary>
    public const string SystemAdmin = "system_admin";

    /// <summary>The name of a role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a role.</exception>
    public static string ToName(this ApiKeyRole role) =>
        role switch
        {
            ApiKeyRole.OrganizationAdmin => OrganizationAdmin,
            ApiKeyRole.SystemAdmin => SystemAdmin,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
        };

    /// <summary>Returns the role with the given name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No role has that name.</exception>
    public static ApiKeyRole Parse(string name) =>
        TryParse(name)
        ?? throw new ArgumentOutOfRangeException(
            nameof(name),
            name,
            $"Unknown role; expected {OrganizationAdmin} or {SystemAdmin}."
        );

    /// <summary>Returns the role with the given name, or null if there is none.</summary>
    public static ApiKeyRole? TryParse(string name) =>
        name switch
        {
            OrganizationAdmin => ApiKeyRole.OrganizationAdmin,
            SystemAdmin => ApiKeyRole.SystemAdmin,
            _ => null,
        };
}
