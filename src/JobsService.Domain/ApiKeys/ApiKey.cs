namespace JobsService.Domain.ApiKeys;

/// <summary>An API key of an organization, without its secret: the secret is shown once, on creation, and never stored.</summary>
public sealed record ApiKey
{
    /// <summary>The maximum number of characters in <see cref="Name"/>.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The maximum number of keys of an organization.</summary>
    public const int MaxInOrganization = 1000;

    /// <summary>The key's identifier, used for administration only: credentials contain the organization's id instead.</summary>
    public required long Id { get; init; }

    /// <summary>The organization that the key belongs to.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>A description of the key's purpose, given by its creator.</summary>
    public required string Name { get; init; }

    /// <summary>The organizations that the key has access to.</summary>
    public required ApiKeyRole Role { get; init; }

    /// <summary>Whether the key can authenticate; false for a deactivated key.</summary>
    public required bool Active { get; init; }

    /// <summary>When the key was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the key was last used, UTC, with a precision of about a minute; null if no use was recorded.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When the key expires, UTC; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last four characters of the secret, to tell keys apart; null for a key that predates this column.</summary>
    public string? SecretLast4 { get; init; }
}
