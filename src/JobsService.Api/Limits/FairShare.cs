namespace JobsService.Api.Limits;

/// <summary>
/// Who is let in while too much is asked: one in eight of those who come, and first of all who asks seldom.
/// Refusing is work too: clients that ask again at once when they are refused would leave the service with nothing else to do.
/// Not for several threads at once. See ADR 0026.
/// </summary>
internal sealed class FairShare
{
    /// <summary>Of so many that come, one is let in.</summary>
    public const int OneIn = 8;

    /// <summary>So many may be let in one after the other, and as many again of those who ask seldom.</summary>
    public const int InARow = 8;

    // In parts of a request: each that comes adds one part.
    private int _credit;

    /// <summary>Counts a request, and tells whether it is let in.</summary>
    public bool LetsIn(bool asksSeldom)
    {
        _credit = Math.Min(_credit + 1, 2 * InARow * OneIn);
        var kept = asksSeldom ? 0 : InARow * OneIn;
        if (_credit < kept + OneIn)
        {
            return false;
        }

        _credit -= OneIn;
        return true;
    }
}
