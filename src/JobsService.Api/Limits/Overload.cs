namespace JobsService.Api.Limits;

/// <summary>
/// Tells whether the service is asked for more than it can do: work waits for too long, all the time, for longer than a burst
/// lasts. From then on only so much is let in that hardly anything waits, and everybody's <see cref="FairShare"/>.
/// </summary>
/// <param name="waiting">Tells how long work waits now.</param>
/// <param name="patience">How long it may; no time at all for any.</param>
/// <param name="time">The clock.</param>
internal sealed class Overload(Func<TimeSpan> waiting, TimeSpan patience, TimeProvider time)
{
    /// <summary>Many clients that come at the same moment are no overload; they are served, one after the other.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);

    /// <summary>While too much is asked the wait goes up and down. It is over when it has been short for so long.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After so long everybody is let in again, to see whether it is still too much: clients that ask again at once when they are
    /// refused would look like an overload for ever. Twice as long each time that it is.
    /// </summary>
    public static readonly TimeSpan FirstTrial = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LastTrial = TimeSpan.FromMinutes(1);

    // A request waits several times, for it to be read, to be handled and to be sent.
    private const int Strictness = 30;

    private readonly Lock _lock = new();
    private readonly FairShare _share = new();
    private readonly TimeSpan _strictPatience = patience / Strictness;

    private volatile bool _isOn;
    private volatile bool _isSuspected;
    private long _suspectedAt;
    private long _lastLongAt;
    private long _turnedOnAt;
    private long _turnedOffAt;
    private TimeSpan _trial = FirstTrial;

    /// <summary>Whether a request that comes now is let in.</summary>
    public Admission Admit(bool asksSeldom)
    {
        if (patience == TimeSpan.Zero)
        {
            return Admission.Free;
        }

        var wait = waiting();
        if (!_isOn && !_isSuspected && wait <= patience)
        {
            return Admission.Free;
        }

        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (!(_isOn ? IsStillTooMuch(wait, now) : IsTooMuch(wait, now)))
            {
                return Admission.Free;
            }

            return _share.LetsIn(asksSeldom) ? Admission.OfTheShare : Admission.None;
        }
    }

    private bool IsTooMuch(TimeSpan wait, long now)
    {
        if (wait <= patience)
        {
            _isSuspected = false;
            return false;
        }

        // Two moments with nothing between them, since nobody came, are not all the time.
        if (!_isSuspected || time.GetElapsedTime(_lastLongAt, now) >= Burst)
        {
            _isSuspected = true;
            _suspectedAt = now;
        }

        _lastLongAt = now;
        if (time.GetElapsedTime(_suspectedAt, now) < Burst)
        {
            return false;
        }

        // Again soon after a trial: it was no good idea.
        var isAgain = _turnedOffAt != 0 && time.GetElapsedTime(_turnedOffAt, now) < Calm + Burst;
        _trial =
            !isAgain ? FirstTrial
            : _trial * 2 < LastTrial ? _trial * 2
            : LastTrial;
        (_isOn, _isSuspected) = (true, false);
        _turnedOnAt = now;
        return true;
    }

    private bool IsStillTooMuch(TimeSpan wait, long now)
    {
        var isLong = wait > _strictPatience;
        if (isLong)
        {
            _lastLongAt = now;
        }

        if (time.GetElapsedTime(_lastLongAt, now) >= Calm || time.GetElapsedTime(_turnedOnAt, now) >= _trial)
        {
            _isOn = false;
            _turnedOffAt = now;
            return false;
        }

        return isLong;
    }
}
