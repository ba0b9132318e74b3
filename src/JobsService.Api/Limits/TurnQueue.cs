namespace JobsService.Api.Limits;

/// <summary>
/// So many work at once, and a few more wait for their turn, in the order in which they came. Callers who ask seldom have some
/// turns that nobody else takes, and a line of their own, which no flood fills. See ADR 0026.
/// </summary>
/// <param name="atOnce">How many work at once.</param>
/// <param name="kept">How many more, of those who ask seldom.</param>
/// <param name="places">How many may wait in each of the two lines.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnQueue(int atOnce, int kept, int places, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TurnLine _line = new(places, time);
    private readonly TurnLine _lineOfSeldom = new(places, time);
    private int _atWork;
    private int _seldomAtWork;

    private bool HasTurnForSeldom => _atWork < atOnce + kept;

    // The turns that are kept count for nobody else.
    private bool HasTurnForAll => _atWork - Math.Min(_seldomAtWork, kept) < atOnce;

    /// <summary>Takes a turn if there is a free one.</summary>
    /// <returns>Whether there was. Then it must be given back.</returns>
    public bool TryTake(bool asksSeldom)
    {
        lock (_lock)
        {
            return TakeFree(asksSeldom);
        }
    }

    /// <summary>Takes a turn, and waits for it.</summary>
    /// <param name="asksSeldom">Whether it is for a caller who asks seldom.</param>
    /// <param name="longest">No longer than this.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it came. Then it must be given back.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop waiting, and has no turn.</exception>
    public async Task<bool> Take(bool asksSeldom, TimeSpan longest, CancellationToken cancellationToken)
    {
        var line = asksSeldom ? _lineOfSeldom : _line;
        TurnLine.Waiting waiting;
        lock (_lock)
        {
            if (TakeFree(asksSeldom))
            {
                return true;
            }

            waiting = line.Join();
        }

        try
        {
            return await waiting.Turn.Task.WaitAsync(longest, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            bool hasLeft;
            lock (_lock)
            {
                hasLeft = line.Leave(waiting);
            }

            if (hasLeft && exception is OperationCanceledException)
            {
                throw;
            }

            // Who is not in the line any more was told at this moment.
            return !hasLeft && await waiting.Turn.Task;
        }
    }

    /// <summary>Gives a turn back: to who waits, if somebody does.</summary>
    /// <param name="asksSeldom">Whom it was taken for.</param>
    public void GiveBack(bool asksSeldom)
    {
        lock (_lock)
        {
            Count(asksSeldom, -1);
            var seldom = HasTurnForSeldom ? _lineOfSeldom.Next() : null;
            var next = TurnLine.Earlier(seldom, HasTurnForAll ? _line.Next() : null);
            if (next is not null)
            {
                Count(next == seldom, 1);
                next.Serve();
            }
        }
    }

    private bool TakeFree(bool asksSeldom)
    {
        if (!(asksSeldom ? HasTurnForSeldom : HasTurnForAll))
        {
            return false;
        }

        Count(asksSeldom, 1);
        return true;
    }

    private void Count(bool asksSeldom, int more)
    {
        _atWork += more;
        _seldomAtWork += asksSeldom ? more : 0;
    }
}
