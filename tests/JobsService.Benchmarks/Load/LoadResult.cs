namespace JobsService.Benchmarks.Load;

/// <summary>What a load came to.</summary>
/// <param name="Requests">The good answers to what was asked in time.</param>
/// <param name="RequestsPerSecond">Those that came in time, for a second.</param>
/// <param name="P50Ms">Half of them took at most so long, in milliseconds.</param>
/// <param name="P95Ms">95 % of them.</param>
/// <param name="P99Ms">99 % of them.</param>
/// <param name="Errors">The answers that were not a 200, or did not come or end properly.</param>
internal sealed record LoadResult(
    int Requests,
    double RequestsPerSecond,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    int Errors
);
