namespace JobsService.Domain.ApiKeys;

/// <summary>A key of an organization, without its secret: that is shown once, when the key is made, and never stored.</summary>
public sealed record ApiKey
{
    /// <summary>The greatest number of characters in <see cref="Name"/>.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The greatest number of keys that an organization can have.</summary>
    public const int MaxInOrganization = 1000;

    /// <summary>The key's identifier, for administration only: a caller is named by its organization.</summary>
    public required long Id { get; init; }

    /// <summary>The organization that the key belongs to.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>What the key is for, in the words of whoever made it.</summary>
    public required string Name { get; init; }

    /// <summary>What the key may see.</summary>
    public required ApiKeyRole Role { get; init; }

    /// <summary>Whether the key authenticates at all.</summary>
    public required bool Active { get; init; }

    /// <summary>When the key was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the key was last used, UTC, to about a minute; null when that was never recorded.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>From when on the key is good no more, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last four characters of the secret, to tell keys apart; null of a key that was made before they were kept.</summary>
    public string? SecretLast4 { get; init; }
}
