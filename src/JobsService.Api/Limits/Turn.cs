namespace JobsService.Api.Limits;

/// <summary>A request's turn to work, as a feature of its context.</summary>
/// <param name="queue">Where it was taken.</param>
/// <param name="asksSeldom">Whether it was for a caller who asks seldom.</param>
internal sealed class Turn(TurnQueue queue, bool asksSeldom)
{
    private int _hasEnded;

    /// <summary>Lets the next one work. More than once does no harm.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            queue.GiveBack(asksSeldom);
        }
    }
}
