using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.RateLimiting;

/// <summary>Rate limits and admission control: section <c>RateLimiting</c>.</summary>
internal sealed class RateLimitingOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "RateLimiting";

    /// <summary>The maximum number of requests per second of a key, beyond which the response is 429; 0 disables the limit.</summary>
    [Range(0, int.MaxValue)]
    public int RequestsPerSecondPerKey { get; set; } = 1000;

    /// <summary>The maximum number of changes per minute of a key, beyond which the response is 429; 0 disables the limit.</summary>
    [Range(0, int.MaxValue)]
    public int ChangesPerMinutePerKey { get; set; } = 600;

    /// <summary>
    /// The maximum number of concurrent requests of an organization, beyond which the response is 429; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequestsPerOrganization { get; set; } = 128;

    /// <summary>
    /// The maximum number of concurrent requests of all organizations: those that use the database (<see cref="RequestsAtWork"/>, and
    /// changes), and lists that stream to slow clients or are longer than 1 MB. When more lists stream, the slowest client of the
    /// organization with the most of them is disconnected. With 0, only the connection pool is a limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// The maximum number of requests that read from the database concurrently; others wait in the queue of their organization. With 0
    /// (default), it is twice the number of processors with SQLite, and two fifths of the connection pool with SQL Server. Changes
    /// have separate permits and queues.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int RequestsAtWork { get; set; }

    /// <summary>The maximum number of queued reads of an organization, and of queued changes, beyond which the response is 503.</summary>
    [Range(0, int.MaxValue)]
    public int QueuedRequests { get; set; } = 64;
}
