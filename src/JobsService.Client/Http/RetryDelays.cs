namespace JobsService.Client.Http;

/// <summary>Exponential backoff with jitter, as long as the service does not ask for another delay.</summary>
internal static class RetryDelays
{
    /// <summary>The delay before the next attempt; null if the service asks for a longer one than the options allow.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="failures">The number of failed attempts, from 1.</param>
    /// <param name="retryAfter">The delay that the service asks for.</param>
    public static TimeSpan? Before(JobsClientOptions options, int failures, TimeSpan? retryAfter) =>
        retryAfter is { } asked ? (asked <= options.MaxRetryDelay ? asked : null) : Backoff(options, failures);

    /// <summary>The delay before the next attempt, if the service does not ask for another.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="failures">The number of failed attempts, from 1.</param>
    public static TimeSpan Backoff(JobsClientOptions options, int failures)
    {
        var factor = Math.Pow(2, Math.Min(failures - 1, 30)) * (0.8 + (0.4 * Random()));
        return TimeSpan.FromTicks((long)Math.Min(options.RetryDelay.Ticks * factor, options.MaxRetryDelay.Ticks));
    }

    private static double Random() =>
#if NET
#pragma warning disable CA5394 // Spreads the retries of clients; it protects nothing.
        System.Random.Shared.NextDouble();
#pragma warning restore CA5394
#else
        (Guid.NewGuid().GetHashCode() & 0xFFFF) / 65536.0;
#endif
}
