namespace JobsService.Api.Limits;

/// <summary>
/// Tells who has a key and asks seldom. While too much is asked, those come first, so that nobody's flood keeps another's polls
/// out. See ADR 0026.
/// </summary>
/// <remarks>
/// Callers are told apart by the credentials that they send, which nobody has looked at yet. Not by the organization in them:
/// anybody can name another's, and make it look busy. Who makes up others each time has none that were ever good.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class AskingRate(TimeProvider time)
{
    /// <summary>Requests in a second, and in the one before.</summary>
    public const int Seldom = 10;

    /// <summary>For so long, credentials that were good count as a caller's.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    // However many callers there are, without a lock for each request. Two that share a counter are taken for one.
    private const int Counters = 4096;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long[] _goodAt = new long[Counters];
    private volatile int[] _asked = new int[Counters];
    private volatile int[] _askedBefore = new int[Counters];
    private long _secondBegan = time.GetTimestamp();

    /// <summary>Counts a request, and tells whether its caller has a key and asks seldom.</summary>
    /// <param name="credentials">Whose it is, as it says.</param>
    public bool AsksSeldom(string credentials)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _secondBegan)) >= Second)
        {
            BeginSecond();
        }

        var counter = CounterOf(credentials);
        var isSeldom = Interlocked.Increment(ref _asked[counter]) <= Seldom && _askedBefore[counter] <= Seldom;
        var goodAt = Volatile.Read(ref _goodAt[counter]);
        return isSeldom && goodAt != 0 && time.GetElapsedTime(goodAt) < Memory;
    }

    /// <summary>Notes that credentials turned out to be good.</summary>
    public void Know(string credentials) => Volatile.Write(ref _goodAt[CounterOf(credentials)], time.GetTimestamp());

    // Strings have other hash codes in each process, so that nobody can choose whose counter it shares.
    private static uint CounterOf(string credentials) =>
        (uint)credentials.GetHashCode(StringComparison.Ordinal) % Counters;

    private void BeginSecond()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var passed = time.GetElapsedTime(_secondBegan, now);
            if (passed < Second)
            {
                return;
            }

            var before = _asked;
            Array.Clear(_askedBefore);
            (_asked, _askedBefore) = (_askedBefore, before);
            if (passed >= 2 * Second)
            {
                Array.Clear(before);
            }

            Volatile.Write(ref _secondBegan, now);
        }
    }
}
