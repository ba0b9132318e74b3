namespace JobsService.Domain.Auditing;

/// <summary>An entry of the audit log: one attempted or completed action on an API key. Entries are immutable.</summary>
public sealed record AuditEntry
{
    /// <summary>The maximum number of characters in <see cref="Detail"/>.</summary>
    public const int MaxDetailLength = 500;

    /// <summary>The <see cref="Outcome"/> of a completed action.</summary>
    public const string Done = "done";

    /// <summary>The entry's identifier; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>When the action was attempted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The request id, which the service's log contains too.</summary>
    public required string RequestId { get; init; }

    /// <summary>The organization of the caller.</summary>
    public required long ActorOrganizationId { get; init; }

    /// <summary>The key that the caller authenticated with; null for the operator on the command line.</summary>
    public required long? ActorApiKeyId { get; init; }

    /// <summary>The requested action, e.g. <c>api_key.rotate</c>.</summary>
    public required string Action { get; init; }

    /// <summary><see cref="Done"/>, or the error code of the response.</summary>
    public required string Outcome { get; init; }

    /// <summary>The organization of the affected key; null if it was not determined.</summary>
    public required long? OrganizationId { get; init; }

    /// <summary>The affected key; null if there was none.</summary>
    public required long? ApiKeyId { get; init; }

    /// <summary>A description of the action or of the failure; never contains a secret.</summary>
    public required string Detail { get; init; }
}
