namespace JobsService.Api.Admission;

/// <summary>
/// The requests of one organization that wait for a permit, first in, first out. Each is a task that completes with whether the
/// request is admitted or refused. Not thread-safe: <see cref="FairQueueLimiter"/> holds its lock around every call.
/// </summary>
/// <remarks>
/// A queue that overflows is shortened until it has not overflowed for <see cref="OverflowMemory"/>: its oldest requests are
/// refused, and those that are admitted have hardly waited. Otherwise each of them would wait for a full queue.
/// </remarks>
/// <param name="limit">Requests that wait at the same time.</param>
/// <param name="shortLimit">The same while the queue overflows.</param>
/// <param name="time">The clock.</param>
internal sealed class OrganizationQueue(int limit, int shortLimit, TimeProvider time)
{
    /// <summary>How long after its last overflow the queue stays short.</summary>
    public static readonly TimeSpan OverflowMemory = TimeSpan.FromSeconds(1);

    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = [];
    private readonly int _shortLimit = Math.Min(limit, shortLimit);
    private long? _overflowedAt;

    /// <summary>Requests that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Whether the queue is in the round robin.</summary>
    public bool HasTurn { get; set; }

    private bool HasOverflowedLately =>
        _overflowedAt is { } overflowedAt && time.GetElapsedTime(overflowedAt) < OverflowMemory;

    /// <summary>Adds a request at the end.</summary>
    /// <returns>Its place; null when the queue is full.</returns>
    public LinkedListNode<TaskCompletionSource<bool>>? TryAdd()
    {
        if (_waiting.Count < (HasOverflowedLately ? _shortLimit : limit))
        {
            return _waiting.AddLast(new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        _overflowedAt = time.GetTimestamp();
        while (_waiting.Count > _shortLimit)
        {
            EndFirst(isAdmitted: false);
        }

        return null;
    }

    /// <summary>Admits the request that has waited longest.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AdmitFirst() => _waiting.Count > 0 && EndFirst(isAdmitted: true);

    private bool EndFirst(bool isAdmitted)
    {
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        return first.TrySetResult(isAdmitted);
    }
}
