namespace JobsService.Api.Startup;

/// <summary>What is logged of a start.</summary>
internal static partial class StartupLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Database not ready, trying again: {Cause}")]
    public static partial void DatabaseNotReady(this ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Advice}")]
    public static partial void DatabaseAdvice(this ILogger logger, string advice);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrated: {Script}")]
    public static partial void Migrated(this ILogger logger, string script);

    [LoggerMessage(Level = LogLevel.Information, Message = "Filled {Database} with the demonstration")]
    public static partial void DemoFilled(this ILogger logger, string database);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Development: the key of the published API's example is accepted; nowhere else is it"
    )]
    public static partial void PublishedKeyAccepted(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database holds the key of the published API's example; outside Development it is refused"
    )]
    public static partial void PublishedKeyRefused(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database was not ready within {Seconds} s; ending")]
    public static partial void DatabaseNotReadyInTime(this ILogger logger, long seconds);
}
