using System.ComponentModel;
using System.Globalization;

namespace JobsService.Client;

/// <summary>The organizations whose jobs a request selects.</summary>
public readonly struct OrganizationScope : IEquatable<OrganizationScope>
{
    private readonly bool _isAll;

    private OrganizationScope(bool isAll, long? organizationId) => (_isAll, OrganizationId) = (isAll, organizationId);

    /// <summary>Everything that the key has access to. The default.</summary>
    public static OrganizationScope Own => default;

    /// <summary>Every organization, for keys of system admins.</summary>
    public static OrganizationScope All { get; } = new(isAll: true, organizationId: null);

    /// <summary>The organization, if the scope is one organization.</summary>
    public long? OrganizationId { get; }

    /// <summary>One organization, for keys of system admins.</summary>
    /// <param name="organizationId">The id of the organization.</param>
    public static OrganizationScope For(long organizationId) => new(isAll: false, organizationId);

    /// <summary>Whether two scopes are equal.</summary>
    public static bool operator ==(OrganizationScope left, OrganizationScope right) => left.Equals(right);

    /// <summary>Whether two scopes differ.</summary>
    public static bool operator !=(OrganizationScope left, OrganizationScope right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(OrganizationScope other) => _isAll == other._isAll && OrganizationId == other.OrganizationId;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is OrganizationScope other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => _isAll ? -1 : OrganizationId.GetHashCode();

    /// <summary>Returns a description of the scope.</summary>
    public override string ToString() =>
        OrganizationId is { } id ? $"organization {id.ToString(CultureInfo.InvariantCulture)}"
        : _isAll ? "all organizations"
        : "own";

    /// <summary>The path of a route of jobs in this scope.</summary>
    /// <param name="route">The last segment of the path, such as <c>all</c>.</param>
    internal string JobsPath(string route) =>
        OrganizationId is { } id ? $"organizations/{id.ToString(CultureInfo.InvariantCulture)}/jobs/{route}"
        : _isAll ? $"jobs/{route}_on_all_organizations"
        : $"jobs/{route}";
}
