namespace JobsService.Api.Responses;

/// <summary>What is logged of requests that fail.</summary>
internal static partial class ResponseLog
{
    /// <summary>One line, since the stack of a database that is not there tells nothing.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "Database unavailable: {Cause}")]
    public static partial void DatabaseUnavailable(this ILogger logger, string cause);

    /// <inheritdoc cref="DatabaseUnavailable"/>
    [LoggerMessage(Level = LogLevel.Error, Message = "List {Path} broke off; the connection was aborted: {Cause}")]
    public static partial void DatabaseBrokeOff(this ILogger logger, string path, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "List {Path} broke off; the connection was aborted")]
    public static partial void ListBrokeOff(this ILogger logger, Exception exception, string path);
}
