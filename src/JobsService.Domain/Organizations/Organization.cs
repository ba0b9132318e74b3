namespace JobsService.Domain.Organizations;

/// <summary>An organization, which is a tenant of the platform.</summary>
public sealed record Organization
{
    /// <summary>The organization that runs the platform, and the only one whose keys may be system admins.</summary>
    public const long SystemOrganizationId = 1;

    /// <summary>The maximum number of characters in <see cref="Name"/>.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The organization's identifier, which is the user name of its API keys.</summary>
    public required long Id { get; init; }

    /// <summary>The name of the organization.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the organization's API keys can authenticate.</summary>
    public required bool Active { get; init; }

    /// <summary>When the organization was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
