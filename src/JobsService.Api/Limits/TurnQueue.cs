namespace JobsService.Api.Limits;

/// <summary>
/// So many work at once, and a few more wait for their turn, in the order in which they came. When there are more than may wait,
/// too much is asked: then who came last is first, since who came first has probably given up, and who came first is told to come
/// back. See ADR 0026.
/// </summary>
/// <param name="atOnce">How many work at once.</param>
/// <param name="places">How many may wait.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnQueue(int atOnce, int places, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private int _free = atOnce;
    private long _overflowedAt;

    /// <summary>Takes a turn if there is a free one.</summary>
    /// <returns>Whether there was. Then it must be given back.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_free == 0)
            {
                return false;
            }

            _free--;
            return true;
        }
    }

    /// <summary>Waits for a turn.</summary>
    /// <param name="longest">No longer than this.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it came. Then it must be given back.</returns>
    public async Task<bool> Take(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            return true;
        }

        var waiting = Enqueue();
        try
        {
            return await waiting.Turn.Task.WaitAsync(longest, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
            {
                if (waiting.Place.List is not null)
                {
                    _waiting.Remove(waiting.Place);
                    return false;
                }
            }

            // It was told at this moment.
            return await waiting.Turn.Task;
        }
    }

    /// <summary>Gives a turn back: to who waits, if somebody does.</summary>
    public void GiveBack()
    {
        lock (_lock)
        {
            if (Next() is { } next)
            {
                _waiting.Remove(next);
                next.Value.Turn.SetResult(true);
            }
            else
            {
                _free++;
            }
        }
    }

    private Waiting Enqueue()
    {
        lock (_lock)
        {
            var waiting = new Waiting(time.GetTimestamp());
            _waiting.AddLast(waiting.Place);
            if (_waiting.Count > places)
            {
                _overflowedAt = time.GetTimestamp();
                Refuse(_waiting.First!);
            }

            return waiting;
        }
    }

    private LinkedListNode<Waiting>? Next()
    {
        var hasOverflowedLately = _overflowedAt != 0 && time.GetElapsedTime(_overflowedAt) < Overload.Calm;
        if (!hasOverflowedLately)
        {
            return _waiting.First;
        }

        // Who was left behind newer ones for so long would be served late, and keep the next one that comes waiting.
        if (_waiting.Last is { } newest && time.GetElapsedTime(newest.Value.Since) > Overload.Burst)
        {
            while (_waiting.First is { } left)
            {
                Refuse(left);
            }
        }

        return _waiting.Last;
    }

    private void Refuse(LinkedListNode<Waiting> place)
    {
        _waiting.Remove(place);
        place.Value.Turn.SetResult(false);
    }

    private sealed class Waiting
    {
        public Waiting(long since) => (Since, Place) = (since, new LinkedListNode<Waiting>(this));

        public long Since { get; }

        public LinkedListNode<Waiting> Place { get; }

        // Who is told goes on in a thread of its own, not in that of who tells.
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
