using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.RateLimiting;

/// <summary>How much of the service one key, one organization and all together may take: section <c>RateLimiting</c>.</summary>
internal sealed class RateLimitingOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "RateLimiting";

    /// <summary>Requests a key may make in a second; more are 429. 0 for no limit.</summary>
    [Range(0, int.MaxValue)]
    public int RequestsPerSecondPerKey { get; set; } = 1000;

    /// <summary>Changes of keys that a key may ask for in a minute; more are 429. 0 for no limit.</summary>
    [Range(0, int.MaxValue)]
    public int ChangesPerMinutePerKey { get; set; } = 600;

    /// <summary>
    /// Requests of one organization that are answered at once; more are 429, so that its slow readers cannot take all places.
    /// 0 for no limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequestsPerOrganization { get; set; } = 128;

    /// <summary>
    /// Requests of all organizations that are answered at the same time: those that use the database
    /// (<see cref="RequestsAtWork"/>, and changes), and lists that stream to slow clients or are longer than 1 MB. When more lists stream, the
    /// slowest client of the organization that has most of them is disconnected. 0 for no limit but the pool of connections.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// Requests that read from the database at the same time; others wait in the queue of their organization. 0, the default, for what
    /// the database can do: twice the processors with SQLite, two fifths of the connection pool with SQL Server.
    /// Changes have queues of their own.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int RequestsAtWork { get; set; }

    /// <summary>Reads of one organization that wait for the database at the same time, and as many changes; more are 503.</summary>
    [Range(0, int.MaxValue)]
    public int QueuedRequests { get; set; } = 64;
}
