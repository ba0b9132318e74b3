namespace JobsService.Benchmarks.Load;

/// <summary>The result of a load.</summary>
/// <param name="Requests">The number of successful requests that were sent during the measurement.</param>
/// <param name="RequestsPerSecond">The rate of successful responses that arrived during the measurement.</param>
/// <param name="P50Ms">The median latency in milliseconds.</param>
/// <param name="P95Ms">The 95th percentile of the latency in milliseconds.</param>
/// <param name="P99Ms">The 99th percentile of the latency in milliseconds.</param>
/// <param name="Errors">The number of responses with another status than 200, missing or incomplete responses.</param>
internal sealed record LoadResult(
    int Requests,
    double RequestsPerSecond,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    int Errors
);
