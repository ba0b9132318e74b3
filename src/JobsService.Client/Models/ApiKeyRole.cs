using System.ComponentModel;

namespace JobsService.Client;

/// <summary>What an API key has access to. The set is open.</summary>
public readonly struct ApiKeyRole : IEquatable<ApiKeyRole>
{
    private readonly string? _value;

    /// <summary>Creates a role with any name.</summary>
    /// <param name="value">The name of the role.</param>
    public ApiKeyRole(string value) => _value = Argument.NotNull(value, nameof(value));

    /// <summary>The jobs and keys of its organization.</summary>
    public static ApiKeyRole OrganizationAdmin { get; } = new("organization_admin");

    /// <summary>The jobs and keys of every organization.</summary>
    public static ApiKeyRole SystemAdmin { get; } = new("system_admin");

    /// <summary>Creates a role with any name.</summary>
    public static implicit operator ApiKeyRole(string value) => new(value);

    /// <summary>Whether two roles are equal.</summary>
    public static bool operator ==(ApiKeyRole left, ApiKeyRole right) => left.Equals(right);

    /// <summary>Whether two roles differ.</summary>
    public static bool operator !=(ApiKeyRole left, ApiKeyRole right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ApiKeyRole other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is ApiKeyRole other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Returns the name of the role.</summary>
    public override string ToString() => _value ?? "";
}
