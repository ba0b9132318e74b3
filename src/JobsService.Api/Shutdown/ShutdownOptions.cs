namespace JobsService.Api.Shutdown;

/// <summary>How the service ends once it is told to: section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Shutdown";

    /// <summary>What is wrong with another <see cref="UnreadySeconds"/>.</summary>
    public const string UnreadySecondsExpected =
        $"{Section}:{nameof(UnreadySeconds)} must be 0, to be off, or a number of seconds up to 3600.";

    /// <summary>What is wrong with another <see cref="DrainSeconds"/>.</summary>
    public const string DrainSecondsExpected = $"{Section}:{nameof(DrainSeconds)} must be 0 to 3600.";

    private const long MaxSeconds = 3600;

    /// <summary>
    /// For how many seconds requests are still answered while <c>/health/ready</c> says 503, so that whoever spreads the load
    /// can notice; 0, which is the default, for none. Longer than its probes take to notice.
    /// </summary>
    public long UnreadySeconds { get; set; }

    /// <summary>For how many seconds after that running requests may go on; what then still runs is cut off.</summary>
    public long DrainSeconds { get; set; } = 30;

    public bool HasGoodUnreadySeconds => UnreadySeconds is >= 0 and <= MaxSeconds;

    public bool HasGoodDrainSeconds => DrainSeconds is >= 0 and <= MaxSeconds;
}
