namespace JobsService.Benchmarks.Load;

/// <summary>The result of an open-loop load.</summary>
internal sealed class OpenLoopResult(TimeSpan duration)
{
    private readonly Lock _lock = new();
    private readonly Latencies _accepted = new();
    private readonly Latencies _refused = new();

    /// <summary>The actual rate of sent requests.</summary>
    public double SentPerSecond => (Accepted + Refused + Failed) / duration.TotalSeconds;

    /// <summary>The number of responses with status 200.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>The number of responses with status 429 or 503 and a Retry-After header.</summary>
    public int Refused => _refused.Count;

    /// <summary>The number of other responses and broken connections.</summary>
    public int Failed { get; private set; }

    /// <summary>A percentile of the latency of accepted requests, in milliseconds.</summary>
    public double Percentile(double share) => _accepted.Percentile(share);

    /// <summary>A percentile of the latency of refused requests, in milliseconds; 0 if there were none.</summary>
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
