namespace JobsService.Benchmarks.Load;

/// <summary>What came of requests that were offered at a rate.</summary>
internal sealed class OfferedResult(TimeSpan duration)
{
    private readonly Lock _lock = new();
    private readonly Latencies _accepted = new();
    private readonly Latencies _refused = new();

    /// <summary>Requests in a second that were sent.</summary>
    public double SentPerSecond => (Accepted + Refused + Failed) / duration.TotalSeconds;

    /// <summary>200.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>429 or 503 that say when to come back.</summary>
    public int Refused => _refused.Count;

    /// <summary>Other answers, and connections that broke.</summary>
    public int Failed { get; private set; }

    /// <summary>Of those that were accepted, in milliseconds.</summary>
    public double Percentile(double share) => _accepted.Percentile(share);

    /// <summary>Of those that were refused, in milliseconds; 0 when none was.</summary>
    public double RefusedPercentile(double share) => Refused > 0 ? _refused.Percentile(share) : 0;

    public void Count(int status, bool hasRetryAfter, long start, long end)
    {
        lock (_lock)
        {
            switch (status)
            {
                case 200:
                    _accepted.Add(start, end);
                    break;
                case 429 or 503 when hasRetryAfter:
                    _refused.Add(start, end);
                    break;
                default:
                    Failed++;
                    break;
            }
        }
    }

    public void CountBroken()
    {
        lock (_lock)
        {
            Failed++;
        }
    }
}
