using System.Globalization;

namespace JobsService.Client;

/// <summary>A request failed. All methods of <see cref="JobsClient"/> throw this exception, and no other, for failed requests.</summary>
public sealed class JobsException : Exception
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="status">The HTTP status; 0 if there was no response.</param>
    /// <param name="errorCode">The <c>error_code</c> of the response.</param>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="retryAfter">How long the service asks to wait.</param>
    /// <param name="innerException">The cause.</param>
    public JobsException(
        string message,
        int status = 0,
        string? errorCode = null,
        string? requestId = null,
        TimeSpan? retryAfter = null,
        Exception? innerException = null
    )
        : base(Describe(message, status, errorCode, requestId), innerException)
    {
        (Status, ErrorCode, RequestId, RetryAfter) = (status, errorCode, requestId, retryAfter);
        IsTransient = status is 0 or 408 or 429 or 500 or 502 or 503 or 504;
    }

    /// <summary>The HTTP status; 0 if there was no complete response.</summary>
    public int Status { get; }

    /// <summary>The <c>error_code</c> of the response, such as <c>not_found</c>; null if it had none.</summary>
    public string? ErrorCode { get; }

    /// <summary>The id of the request, which the log of the service contains.</summary>
    public string? RequestId { get; }

    /// <summary>How long the service asks to wait before the next request; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same request can succeed later: the service was unreachable, busy or restarted.</summary>
    public bool IsTransient { get; }

    private static string Describe(string message, int status, string? errorCode, string? requestId)
    {
        var details = status == 0 ? "" : status.ToString(CultureInfo.InvariantCulture);
        details += errorCode is null ? "" : $" {errorCode}";
        details += requestId is null ? "" : $"{(details.Length == 0 ? "" : ", ")}request {requestId}";
        return details.Length == 0 ? message : $"{message} ({details})";
    }
}
