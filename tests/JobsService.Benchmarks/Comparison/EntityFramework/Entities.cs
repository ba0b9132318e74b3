namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>A row of <c>jobs</c>, which is also the response model.</summary>
public sealed class Job
{
    public DateTime? BeginsAt { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public long Id { get; set; }
    public string JobType { get; set; } = "";
    public long? MailingListId { get; set; }
    public string Name { get; set; } = "";
    public long OrganizationId { get; set; }
    public bool Paused { get; set; }
    public long? ProgressTotal { get; set; }
    public long ProgressValue { get; set; }
    public DateTime? RetryAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public string State { get; set; } = "";
    public string? State2 { get; set; }
    public long? SuppressionListId { get; set; }
    public DateTime UpdatedAt { get; set; }
}

/// <summary>A row of <c>api_keys</c>.</summary>
public sealed class ApiKey
{
    public long Id { get; set; }
    public long OrganizationId { get; set; }
    public Organization Organization { get; set; } = null!;
    public string Role { get; set; } = "";
    public byte[] SecretHash { get; set; } = [];
    public bool Active { get; set; }
}

/// <summary>A row of <c>organizations</c>.</summary>
public sealed class Organization
{
    public long Id { get; set; }
    public bool Active { get; set; }
}
