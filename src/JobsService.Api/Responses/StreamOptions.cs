namespace JobsService.Api.Responses;

/// <summary>What an operator decides about answers that stream: section <c>Streaming</c>.</summary>
internal sealed class StreamOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Streaming";

    /// <summary>What is wrong with another <see cref="StalledReaderSeconds"/>.</summary>
    public const string StalledReaderSecondsExpected =
        $"{Section}:{nameof(StalledReaderSeconds)} must be 0, to be off, or a number of seconds up to 3600.";

    private const long MaxSeconds = 3600;

    /// <summary>Seconds in which a client must take the next part of a list, some 32 KB, or is cut off; 0 for no limit.</summary>
    public long StalledReaderSeconds { get; set; } = 30;

    public bool HasGoodStalledReaderSeconds => StalledReaderSeconds is >= 0 and <= MaxSeconds;
}
