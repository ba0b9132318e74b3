using System.Threading.RateLimiting;

namespace JobsService.Api.Admission;

/// <summary>
/// A concurrency limiter with fair queuing by organization: each organization waits in a bounded FIFO queue of its own, and a
/// permit that becomes free goes to the next waiting organization (round robin). A flood fills its own queue only.
/// </summary>
/// <remarks>
/// Fair queuing is described in RFC 970, "Fairness in Packet Switching Systems"; Kubernetes' API Priority and Fairness uses it for
/// the same purpose. ADR 0012 has the measurements and explains why an overflowing queue is shortened.
/// </remarks>
/// <param name="permitLimit">The maximum number of leases held at the same time, 1 or more.</param>
/// <param name="queueLimit">The maximum number of queued requests per organization; 0 disables queuing.</param>
/// <param name="longestWait">The maximum time in the queue, after which a request is refused.</param>
/// <param name="time">The clock.</param>
internal sealed class FairQueueLimiter(int permitLimit, int queueLimit, TimeSpan longestWait, TimeProvider time)
    : PartitionedRateLimiter<long>
{
    private readonly Lock _lock = new();

    // Entries are never removed: about 200 bytes for each organization that has ever waited.
    private readonly Dictionary<long, OrganizationQueue> _queues = [];

    // The waiting organizations, each once, in round-robin order.
    private readonly Queue<OrganizationQueue> _turns = new();
    private int _inUse;

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics(long resource)
    {
        lock (_lock)
        {
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = permitLimit - _inUse,
                CurrentQueuedCount = _queues.TryGetValue(resource, out var queue) ? queue.Count : 0,
            };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(long resource, int permitCount)
    {
        RequireOne(permitCount);
        lock (_lock)
        {
            return LeaseIf(TryTake());
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        long resource,
        int permitCount,
        CancellationToken cancellationToken
    )
    {
        RequireOne(permitCount);
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<bool>> place;
        lock (_lock)
        {
            if (TryTake())
            {
                return ValueTask.FromResult<RateLimitLease>(LeaseIf(isAdmitted: true));
            }

            if (Enqueue(resource) is not { } queued)
            {
                return ValueTask.FromResult<RateLimitLease>(ReleasingLease.Refused);
            }

            place = queued;
        }

        return new ValueTask<RateLimitLease>(Wait(place, cancellationToken));
    }

    private async Task<RateLimitLease> Wait(
        LinkedListNode<TaskCompletionSource<bool>> place,
        CancellationToken cancellationToken
    )
    {
        var admitted = place.Value.Task;
        try
        {
            return LeaseIf(await admitted.WaitAsync(longestWait, time, cancellationToken));
        }
        catch (TimeoutException)
        {
            // If the request is no longer queued, it was admitted or refused at the moment of the timeout.
            return Leave(place) ? ReleasingLease.Refused : LeaseIf(await admitted);
        }
        catch (OperationCanceledException)
        {
            if (!Leave(place))
            {
                // The request was cancelled after it was admitted, so its permit goes to the next one.
                LeaseIf(await admitted).Dispose();
            }

            throw;
        }
    }

    /// <returns>Whether the request was still waiting: neither admitted nor refused.</returns>
    private bool Leave(LinkedListNode<TaskCompletionSource<bool>> place)
    {
        lock (_lock)
        {
            if (place.List is not { } waiting)
            {
                return false;
            }

            waiting.Remove(place);
            return true;
        }
    }

    private ReleasingLease LeaseIf(bool isAdmitted) =>
        isAdmitted ? new ReleasingLease(Release) : ReleasingLease.Refused;

    // No permit is free while a request waits, so a new request cannot overtake a queued one.
    private bool TryTake()
    {
        if (_inUse == permitLimit)
        {
            return false;
        }

        _inUse++;
        return true;
    }

    private LinkedListNode<TaskCompletionSource<bool>>? Enqueue(long organizationId)
    {
        if (!_queues.TryGetValue(organizationId, out var queue))
        {
            queue = new OrganizationQueue(queueLimit, shortLimit: Math.Max(1, permitLimit / 2), time);
            _queues.Add(organizationId, queue);
        }

        var place = queue.TryAdd();
        if (place is not null && !queue.HasTurn)
        {
            queue.HasTurn = true;
            _turns.Enqueue(queue);
        }

        return place;
    }

    private void Release()
    {
        lock (_lock)
        {
            while (_turns.TryDequeue(out var queue))
            {
                var isAdmitted = queue.AdmitFirst();
                queue.HasTurn = queue.Count > 0;
                if (queue.HasTurn)
                {
                    _turns.Enqueue(queue);
                }

                if (isAdmitted)
                {
                    return;
                }
            }

            _inUse--;
        }
    }

    private static void RequireOne(int permitCount) => ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
}
