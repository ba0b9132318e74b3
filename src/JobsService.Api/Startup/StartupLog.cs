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
        Message = "The published API's example key is accepted, because the environment is Development ({Source}) and the service listens on loopback addresses only"
    )]
    public static partial void PublishedKeyAccepted(this ILogger logger, string source);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The published API's example key is refused, although the environment is Development, because the service listens on {Address}, which is not a loopback address; create a key with the command 'keys create'"
    )]
    public static partial void PublishedKeyRefused(this ILogger logger, string address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database contains the published API's example key; it is refused outside Development and on addresses that are not loopback, and should be revoked"
    )]
    public static partial void PublishedKeyPresent(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "The database was not ready within {Seconds} s (Startup:DatabaseSeconds); the service stops"
    )]
    public static partial void DatabaseNotReadyInTime(this ILogger logger, long seconds);
}
