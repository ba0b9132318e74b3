namespace JobsService.Api.Startup;

/// <summary>Log messages of the startup.</summary>
internal static partial class StartupLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Database not ready, trying again: {Cause}")]
    public static partial void DatabaseNotReady(this ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Advice}")]
    public static partial void DatabaseAdvice(this ILogger logger, string advice);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrated: {Script}")]
    public static partial void Migrated(this ILogger logger, string script);

    [LoggerMessage(Level = LogLevel.Information, Message = "Added demonstration data to {Database}")]
    public static partial void DemoDataAdded(this ILogger logger, string database);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Development: the published API's example key is accepted; it is refused in all other environments"
    )]
    public static partial void PublishedKeyAccepted(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database contains the published API's example key; it is refused outside Development and should be revoked"
    )]
    public static partial void PublishedKeyRefused(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "The database was not ready within {Seconds} s (Startup:DatabaseSeconds); the service stops"
    )]
    public static partial void DatabaseNotReadyInTime(this ILogger logger, long seconds);
}
