namespace JobsService.Api.Limits;

/// <summary>
/// Who waits for a turn, in the order in which they came. When there are more than may wait, too much is asked: then who came
/// last is first, since who came first has probably given up, and who came first is told to come back. Not for several threads
/// at once.
/// </summary>
/// <param name="places">How many may wait.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnLine(int places, TimeProvider time)
{
    private readonly LinkedList<Waiting> _waiting = [];
    private long _overflowedAt;

    /// <summary>Of two that are next, who came first.</summary>
    public static Waiting? Earlier(Waiting? one, Waiting? other) =>
        one is null || (other is not null && other.Since < one.Since) ? other : one;

    /// <summary>Takes a place at the end. Where there is none left, the first in the line is refused.</summary>
    public Waiting Join()
    {
        var waiting = new Waiting(time.GetTimestamp());
        _waiting.AddLast(waiting.Place);
        if (_waiting.Count > places)
        {
            _overflowedAt = waiting.Since;
            _waiting.First!.Value.Refuse();
        }

        return waiting;
    }

    /// <summary>Gives up a place.</summary>
    /// <returns>Whether it was still one: who was served or refused has none.</returns>
    public bool Leave(Waiting waiting)
    {
        if (waiting.Place.List is null)
        {
            return false;
        }

        _waiting.Remove(waiting.Place);
        return true;
    }

    /// <summary>Who is to be served next; it is still in the line.</summary>
    public Waiting? Next()
    {
        var hasOverflowedLately = _overflowedAt != 0 && time.GetElapsedTime(_overflowedAt) < Overload.Calm;
        if (!hasOverflowedLately)
        {
            return _waiting.First?.Value;
        }

        // Who was left behind newer ones for so long would be served late, and keep the next one that comes waiting.
        if (_waiting.Last is { } newest && time.GetElapsedTime(newest.Value.Since) > Overload.Burst)
        {
            while (_waiting.First is { } left)
            {
                left.Value.Refuse();
            }
        }

        return _waiting.Last?.Value;
    }

    /// <summary>Somebody in the line.</summary>
    internal sealed class Waiting
    {
        public Waiting(long since) => (Since, Place) = (since, new LinkedListNode<Waiting>(this));

        /// <summary>When it came, by the clock's timestamps.</summary>
        public long Since { get; }

        /// <summary>In no line once it was told.</summary>
        public LinkedListNode<Waiting> Place { get; }

        /// <summary>True with its turn, false when it is refused. Who is told goes on in a thread of its own.</summary>
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Serve() => Tell(hasTurn: true);

        public void Refuse() => Tell(hasTurn: false);

        private void Tell(bool hasTurn)
        {
            Place.List!.Remove(Place);
            Turn.SetResult(hasTurn);
        }
    }
}
