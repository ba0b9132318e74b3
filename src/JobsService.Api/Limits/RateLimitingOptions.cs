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

    /// <summary>Requests that are answered at once, slow readers among them; more are 503. 0 for no limit.</summary>
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// Requests of these that work at once; others wait. Long lists and slow readers do not count; callers who ask seldom have a
    /// quarter as many more. 0, which is the default, for as many as the database can serve: twice the processors with SQLite,
    /// four fifths of the pool of connections with SQL Server.
    /// </summary>
    public int RequestsAtWork { get; set; }

    /// <summary>
    /// For how many milliseconds work may wait for a processor, again and again, before some of what comes is 503; 0 for any
    /// time. A short burst is not meant.
    /// </summary>
    public int QueueMilliseconds { get; set; } = 10;

    /// <summary>Requests that may wait for their turn; when there are more, the one that waits longest is 503.</summary>
    public int QueuedRequests { get; set; } = 64;
}
