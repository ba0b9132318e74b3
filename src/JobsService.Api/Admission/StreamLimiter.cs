using System.Threading.RateLimiting;
using JobsService.Api.Telemetry;

namespace JobsService.Api.Admission;

/// <summary>
/// Limits concurrently streamed lists, with max-min fairness between organizations. A new list always gets its lease; at the
/// limit, the slowest list of the organization that streams most lists is disconnected.
/// </summary>
/// <remarks>
/// An organization that holds no more than an equal share never loses a list to another organization. If new lists were refused
/// instead, slow clients could occupy every lease.
/// </remarks>
/// <param name="permitLimit">The maximum number of concurrently streamed lists; 0 disables the limit.</param>
internal sealed class StreamLimiter(int permitLimit) : PartitionedRateLimiter<AdmittedRequest>
{
    private readonly Lock _lock = new();
    private readonly HashSet<AdmittedRequest> _lists = [];

    /// <summary>The time after which a list is aborted.</summary>
    public TimeSpan LongestStream { get; init; } = TimeSpan.MaxValue;

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics(AdmittedRequest resource)
    {
        lock (_lock)
        {
            return new RateLimiterStatistics { CurrentAvailablePermits = Math.Max(0, permitLimit - _lists.Count) };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(AdmittedRequest resource, int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        AdmittedRequest? victim = null;
        lock (_lock)
        {
            if (permitLimit > 0 && _lists.Count >= permitLimit)
            {
                victim = VictimFor(resource);
                _lists.Remove(victim);
            }

            _lists.Add(resource);
        }

        victim?.Disconnect(StreamOutcome.Evicted);
        return new ReleasingLease(() => Release(resource));
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        AdmittedRequest resource,
        int permitCount,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    /// <summary>Disconnects the clients of lists that have streamed for longer than <paramref name="age"/>.</summary>
    /// <returns>The number of lists.</returns>
    public int DisconnectOlderThan(TimeSpan age, StreamOutcome outcome)
    {
        AdmittedRequest[] lists;
        lock (_lock)
        {
            lists = [.. _lists.Where(list => list.Age > age)];
            _lists.ExceptWith(lists);
        }

        Array.ForEach(lists, list => list.Disconnect(outcome));
        return lists.Length;
    }

    private AdmittedRequest VictimFor(AdmittedRequest newcomer)
    {
        var byOrganization = _lists
            .GroupBy(list => list.OrganizationId)
            .Select(lists => (Lists: lists, Count: lists.Count() + (lists.Key == newcomer.OrganizationId ? 1 : 0)))
            .ToArray();
        var most = byOrganization.Max(organization => organization.Count);
        return byOrganization
            .Where(organization => organization.Count == most)
            .SelectMany(organization => organization.Lists)
            .MinBy(list => list.BytesPerSecond)!;
    }

    private void Release(AdmittedRequest list)
    {
        lock (_lock)
        {
            // Does nothing for a list that was evicted.
            _lists.Remove(list);
        }
    }
}
