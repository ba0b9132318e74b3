using System.Text.Json.Serialization;

namespace JobsService.Client;

/// <summary>An API key, without its secret.</summary>
public sealed class ApiKey
{
    [JsonConstructor]
    internal ApiKey() { }

    /// <summary>The id of the key.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The organization of the key.</summary>
    [JsonInclude]
    public long OrganizationId { get; internal set; }

    /// <summary>The purpose of the key.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>What the key has access to.</summary>
    [JsonInclude]
    public ApiKeyRole Role { get; internal set; }

    /// <summary>Whether the key can authenticate.</summary>
    [JsonInclude]
    public bool Active { get; internal set; }

    /// <summary>When the key was created.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When the key was last used, accurate to about a minute; null if it never was.</summary>
    [JsonInclude]
    public DateTimeOffset? LastUsedAt { get; internal set; }

    /// <summary>When the key expires; null for never.</summary>
    [JsonInclude]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>The last four characters of the secret.</summary>
    [JsonInclude]
    public string? SecretLast4 { get; internal set; }

    /// <summary>The secret; only in the response that created it, otherwise null.</summary>
    [JsonInclude]
    public string? Secret { get; internal set; }
}

/// <summary>The calling key and its organization.</summary>
public sealed class CallerIdentity
{
    [JsonConstructor]
    internal CallerIdentity() { }

    /// <summary>The organization of the key.</summary>
    [JsonInclude]
    public long OrganizationId { get; internal set; }

    /// <summary>The name of the organization.</summary>
    [JsonInclude]
    public string OrganizationName { get; internal set; } = "";

    /// <summary>What the key has access to.</summary>
    [JsonInclude]
    public ApiKeyRole Role { get; internal set; }

    /// <summary>The id of the key.</summary>
    [JsonInclude]
    public long ApiKeyId { get; internal set; }

    /// <summary>The purpose of the key.</summary>
    [JsonInclude]
    public string ApiKeyName { get; internal set; } = "";

    /// <summary>When the key expires; null for never.</summary>
    [JsonInclude]
    public DateTimeOffset? ExpiresAt { get; internal set; }
}
