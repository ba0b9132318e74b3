namespace JobsService.Api.Limits;

/// <summary>How much of the service one key, one organization and all together may take: section <c>RateLimiting</c>.</summary>
internal sealed class RateLimitingOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "RateLimiting";

    /// <summary>Requests a key may make in a second; more are 429. 0 for no limit.</summary>
    public int RequestsPerSecondPerKey { get; set; } = 1000;

    /// <summary>Changes of keys that a key may ask for in a minute; more are 429. 0 for no limit.</summary>
    public int ChangesPerMinutePerKey { get; set; } = 600;

    /// <summary>
    /// Requests of one organization that are answered at once; more are 429, so that its slow readers cannot take all places.
    /// 0 for no limit.
    /// </summary>
    public int ConcurrentRequestsPerOrganization { get; set; } = 128;

    /// <summary>Requests that are answered at once, and so may use the database; others wait. 0 for no limit.</summary>
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>Requests that may wait for their turn; more are 503.</summary>
    public int QueuedRequests { get; set; } = 128;
}
