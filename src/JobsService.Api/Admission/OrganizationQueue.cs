namespace JobsService.Api.Admission;

/// <summary>
/// The FIFO queue of one organization's requests that wait for a permit. Each entry is a task whose result says whether the
/// request was admitted. Not thread-safe: <see cref="FairQueueLimiter"/> holds its lock around every call.
/// </summary>
/// <remarks>
/// A queue that overflows is shortened, by refusing its oldest requests, until it has not overflowed for
/// <see cref="OverflowMemory"/>. This keeps the latency of admitted requests low; with a full queue, each would wait longest.
/// </remarks>
/// <param name="limit">The maximum number of queued requests.</param>
/// <param name="shortLimit">The maximum while the queue overflows.</param>
/// <param name="time">The clock.</param>
internal sealed class OrganizationQueue(int limit, int shortLimit, TimeProvider time)
{
    /// <summary>How long after its last overflow the queue stays short.</summary>
    public static readonly TimeSpan OverflowMemory = TimeSpan.FromSeconds(1);

    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = [];
    private readonly int _shortLimit = Math.Min(limit, shortLimit);
    private long? _overflowedAt;

    /// <summary>The number of queued requests.</summary>
    public int Count => _waiting.Count;

    /// <summary>Whether the queue is in the round robin.</summary>
    public bool HasTurn { get; set; }

    private bool HasOverflowedLately =>
        _overflowedAt is { } overflowedAt && time.GetElapsedTime(overflowedAt) < OverflowMemory;

    /// <summary>Adds a request at the end.</summary>
    /// <returns>The request's node in the queue; null when the queue is full.</returns>
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
    /// <returns>True if a request was admitted; false if the queue was empty.</returns>
    public bool AdmitFirst() => _waiting.Count > 0 && EndFirst(isAdmitted: true);

    private bool EndFirst(bool isAdmitted)
    {
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        return first.TrySetResult(isAdmitted);
    }
}
