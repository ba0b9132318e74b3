using System.Text.Json.Serialization;

namespace JobsService.Client;

/// <summary>An organization.</summary>
public sealed class Organization
{
    [JsonConstructor]
    internal Organization() { }

    /// <summary>The id of the organization.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The name of the organization.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>Whether the keys of the organization can authenticate.</summary>
    [JsonInclude]
    public bool Active { get; internal set; }

    /// <summary>When the organization was created.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }
}
