namespace JobsService.Domain.Auditing;

/// <summary>A line of the audit log: who did what to which key, or tried to. It never changes.</summary>
public sealed record AuditEntry
{
    /// <summary>The greatest number of characters in <see cref="Detail"/>.</summary>
    public const int MaxDetailLength = 500;

    /// <summary>The <see cref="Outcome"/> of what was done.</summary>
    public const string Done = "done";

    /// <summary>The line's number; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The request's name, as the service's log has it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The organization of whoever did it.</summary>
    public required long ActorOrganizationId { get; init; }

    /// <summary>The key that was presented; null for the operator, on the command line.</summary>
    public required long? ActorApiKeyId { get; init; }

    /// <summary>What was asked for, like <c>api_key.rotate</c>.</summary>
    public required string Action { get; init; }

    /// <summary><see cref="Done"/>, or the error code that was answered.</summary>
    public required string Outcome { get; init; }

    /// <summary>The organization whose key it is about; null where that was not found out.</summary>
    public required long? OrganizationId { get; init; }

    /// <summary>The key that it is about; null where there was none.</summary>
    public required long? ApiKeyId { get; init; }

    /// <summary>What exactly, in words; never a secret.</summary>
    public required string Detail { get; init; }
}
