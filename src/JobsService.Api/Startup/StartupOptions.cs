namespace JobsService.Api.Startup;

/// <summary>How the service begins: section <c>Startup</c>.</summary>
internal sealed class StartupOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Startup";

    /// <summary>What is wrong with another <see cref="DatabaseSeconds"/>.</summary>
    public const string DatabaseSecondsExpected =
        $"{Section}:{nameof(DatabaseSeconds)} must be 0, to wait for ever, or a number of seconds up to 86400.";

    private const long MaxSeconds = 86_400;

    /// <summary>
    /// For how many seconds a new process waits for a database that it cannot use yet, and answers 503 meanwhile, before it
    /// ends with exit code 4; 0, which is the default, for as long as it takes.
    /// </summary>
    public long DatabaseSeconds { get; set; }

    public bool HasGoodDatabaseSeconds => DatabaseSeconds is >= 0 and <= MaxSeconds;
}
