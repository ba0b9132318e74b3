using System.ComponentModel;

namespace JobsService.Client;

/// <summary>The type of a job. The set is open: the service can return types that have no property here.</summary>
/// <remarks>Types are compared case-insensitively, as by the service.</remarks>
public readonly struct JobType : IEquatable<JobType>
{
    private readonly string? _value;

    /// <summary>Creates a type with any name.</summary>
    /// <param name="value">The name of the type.</param>
    public JobType(string value) => _value = Argument.NotNull(value, nameof(value));

    /// <summary>An email campaign.</summary>
    public static JobType Campaign { get; } = new("Campaign");

    /// <summary>An import of subscribers into a mailing list.</summary>
    public static JobType SubscriberImport { get; } = new("SubscriberImport");

    /// <summary>Creates a type with any name.</summary>
    public static implicit operator JobType(string value) => new(value);

    /// <summary>Whether two types are equal, ignoring case.</summary>
    public static bool operator ==(JobType left, JobType right) => left.Equals(right);

    /// <summary>Whether two types differ, ignoring case.</summary>
    public static bool operator !=(JobType left, JobType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(JobType other) =>
        string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is JobType other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <summary>Returns the name of the type, as the service wrote it.</summary>
    public override string ToString() => _value ?? "";
}
