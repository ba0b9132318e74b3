namespace JobsService.Api.Responses;

/// <summary>Log messages about failed requests.</summary>
internal static partial class ResponseLog
{
    /// <summary>Logs the cause without a stack trace, which does not help when the database is unavailable.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "Database unavailable: {Cause}")]
    public static partial void DatabaseUnavailable(this ILogger logger, string cause);

    /// <inheritdoc cref="DatabaseUnavailable"/>
    [LoggerMessage(Level = LogLevel.Error, Message = "List {Path} broke off; the connection was aborted: {Cause}")]
    public static partial void ListAbortedByDatabase(this ILogger logger, string path, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "List {Path} broke off; the connection was aborted")]
    public static partial void ListAborted(this ILogger logger, Exception exception, string path);
}
