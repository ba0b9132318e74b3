namespace JobsService.Api.Admission;

/// <summary>
/// The requests of one organization that wait for a permit, first in, first out. Not thread-safe: <see cref="FairQueueLimiter"/>
/// holds its lock around every call.
/// </summary>
/// <remarks>
/// A queue that overflows is shortened until it has not overflowed for <see cref="OverflowMemory"/>: its oldest requests are
/// refused, and those that are admitted have hardly waited. Otherwise each of them would wait for a full queue.
/// </remarks>
/// <param name="organizationId">Whose requests these are.</param>
/// <param name="limit">Requests that wait at the same time.</param>
/// <param name="shortLimit">The same while the queue overflows.</param>
/// <param name="time">The clock.</param>
internal sealed class OrganizationQueue(long organizationId, int limit, int shortLimit, TimeProvider time)
{
    /// <summary>How long after its last overflow the queue stays short.</summary>
    public static readonly TimeSpan OverflowMemory = TimeSpan.FromSeconds(1);

    private readonly LinkedList<Waiter> _waiters = [];
    private readonly int _shortLimit = Math.Min(limit, shortLimit);
    private long? _overflowedAt;

    /// <summary>The organization.</summary>
    public long OrganizationId { get; } = organizationId;

    /// <summary>Requests that wait.</summary>
    public int Count => _waiters.Count;

    /// <summary>Whether the queue is in the round robin.</summary>
    public bool HasTurn { get; set; }

    /// <summary>Whether the queue is short because it overflowed.</summary>
    public bool HasOverflowedLately =>
        _overflowedAt is { } overflowedAt && time.GetElapsedTime(overflowedAt) < OverflowMemory;

    /// <summary>Adds a request at the end.</summary>
    /// <returns>The request; null when the queue is full.</returns>
    public Waiter? TryAdd()
    {
        if (_waiters.Count < (HasOverflowedLately ? _shortLimit : limit))
        {
            return new Waiter(_waiters);
        }

        _overflowedAt = time.GetTimestamp();
        while (_waiters.Count > _shortLimit)
        {
            _waiters.First!.Value.End(isAdmitted: false);
        }

        return null;
    }

    /// <summary>Admits the request that has waited longest.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AdmitFirst()
    {
        if (_waiters.First is not { } first)
        {
            return false;
        }

        first.Value.End(isAdmitted: true);
        return true;
    }

    /// <summary>A request that waits.</summary>
    internal sealed class Waiter
    {
        private readonly LinkedListNode<Waiter> _node;
        private readonly TaskCompletionSource<bool> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Waiter(LinkedList<Waiter> waiters) => _node = waiters.AddLast(this);

        /// <summary>Completes with whether the request is admitted or refused.</summary>
        public Task<bool> Admitted => _admitted.Task;

        /// <summary>Stops waiting.</summary>
        /// <returns>Whether it was still waiting: neither admitted nor refused.</returns>
        public bool Leave()
        {
            if (_node.List is null)
            {
                return false;
            }

            _node.List.Remove(_node);
            return true;
        }

        /// <summary>Admits or refuses the request.</summary>
        public void End(bool isAdmitted)
        {
            _node.List!.Remove(_node);
            _admitted.SetResult(isAdmitted);
        }
    }
}
