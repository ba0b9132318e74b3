using System.Globalization;
using JobsService.Application.Validation;

namespace JobsService.Api.Responses;

/// <summary>An error response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The <c>error_code</c>, one of <see cref="Codes"/>.</param>
/// <param name="Message">
/// A description for developers of clients. It must not reveal whether data of other organizations exists.
/// </param>
internal sealed record ApiError(int Status, string Code, string Message)
{
    /// <summary>All values of <c>error_code</c>.</summary>
    public static readonly string[] Codes =
    [
        ErrorCodes.InvalidRequest,
        ErrorCodes.RequestedTooMany,
        ErrorCodes.NotAuthorized,
        ErrorCodes.NotFound,
        ErrorCodes.CursorExpired,
        ErrorCodes.ValidationFailed,
        ErrorCodes.TooManyRequests,
        ErrorCodes.InternalError,
    ];

    /// <summary>Missing or invalid credentials. The response is the same for every cause.</summary>
    public static ApiError Unauthenticated { get; } =
        new(StatusCodes.Status401Unauthorized, ErrorCodes.NotAuthorized, "A valid API key is required.");

    /// <summary>A valid key without permission for the route.</summary>
    public static ApiError Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, ErrorCodes.NotAuthorized, "This API key may not use this route.");

    /// <summary>
    /// An unknown route, or a resource that does not exist or is out of the caller's scope. The response is the same for every
    /// cause.
    /// </summary>
    public static ApiError NotFound { get; } =
        new(StatusCodes.Status404NotFound, ErrorCodes.NotFound, "There is nothing at this address.");

    /// <summary>A method that the route does not support. The <c>Allow</c> header lists the supported ones.</summary>
    public static ApiError MethodNotAllowed { get; } =
        new(
            StatusCodes.Status405MethodNotAllowed,
            ErrorCodes.InvalidRequest,
            "This route does not support this method; the Allow header lists the supported methods."
        );

    /// <summary>An <c>Accept</c> header without a format of the list.</summary>
    public static ApiError NotAcceptable { get; } =
        new(
            StatusCodes.Status406NotAcceptable,
            ErrorCodes.InvalidRequest,
            $"The Accept header allows none of application/json, {ListFormats.Ndjson} and {ListFormats.Csv}; change it, or use the "
                + $"parameter {ListFormats.FormatParameter}."
        );

    /// <summary>A request body that is not received in time.</summary>
    public static ApiError TooSlow { get; } =
        new(
            StatusCodes.Status408RequestTimeout,
            ErrorCodes.InvalidRequest,
            "The body arrived too slowly, or not within 10 seconds; send the request again."
        );

    /// <summary>A cursor that is older than the changes that are kept.</summary>
    public static ApiError CursorExpired { get; } =
        new(
            StatusCodes.Status410Gone,
            ErrorCodes.CursorExpired,
            "The cursor is older than the changes that are kept; take a new cursor, and then list the jobs again."
        );

    /// <summary>A request body that exceeds the maximum size.</summary>
    public static ApiError TooLong { get; } =
        new(StatusCodes.Status413PayloadTooLarge, ErrorCodes.InvalidRequest, "The body is too long.");

    /// <summary>A change with a content type other than <c>application/json</c>, or without one where it is required.</summary>
    public static ApiError NotJson { get; } =
        new(
            StatusCodes.Status415UnsupportedMediaType,
            ErrorCodes.InvalidRequest,
            "The request must have the header Content-Type: application/json, and its body, if it has one, must be JSON."
        );

    /// <summary>
    /// A rate limit for requests or for failed authentications is exceeded. <c>Retry-After</c> contains the delay.
    /// </summary>
    public static ApiError TooManyRequests { get; } =
        new(StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too many requests; try again later.");

    /// <summary>The database is unavailable, or the service is overloaded.</summary>
    public static ApiError Unavailable { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            ErrorCodes.InternalError,
            "The service cannot answer now; try again later."
        );

    /// <summary>An invalid parameter.</summary>
    /// <param name="message">Names the parameter and the allowed values.</param>
    public static ApiError InvalidRequest(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.InvalidRequest, message);

    /// <summary>A request for more rows than one response can contain.</summary>
    /// <param name="message">Names the parameter and the allowed values.</param>
    public static ApiError RequestedTooMany(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.RequestedTooMany, message);

    /// <summary>A command with invalid values.</summary>
    /// <param name="message">Names every problem.</param>
    public static ApiError ValidationFailed(string message) =>
        new(StatusCodes.Status422UnprocessableEntity, ErrorCodes.ValidationFailed, message);

    /// <summary>An unexpected error in the service.</summary>
    /// <param name="requestId">The request id, with which the operator finds the error in the log.</param>
    public static ApiError Internal(string requestId) =>
        new(
            StatusCodes.Status500InternalServerError,
            ErrorCodes.InternalError,
            $"An internal error occurred; request {requestId}."
        );

    /// <summary>Returns the error for a status that the framework set without a body.</summary>
    public static ApiError Of(int status, string requestId) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => Unauthenticated,
            StatusCodes.Status403Forbidden => Forbidden,
            StatusCodes.Status404NotFound => NotFound,
            StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
            StatusCodes.Status406NotAcceptable => NotAcceptable,
            StatusCodes.Status408RequestTimeout => TooSlow,
            StatusCodes.Status413PayloadTooLarge => TooLong,
            StatusCodes.Status415UnsupportedMediaType => NotJson,
            StatusCodes.Status429TooManyRequests => TooManyRequests,
            StatusCodes.Status503ServiceUnavailable => Unavailable,
            >= StatusCodes.Status500InternalServerError => Internal(requestId) with { Status = status },
            _ => InvalidRequest("The request is malformed.") with { Status = status },
        };
}

/// <summary>The <c>Retry-After</c> header (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Formats a delay in whole seconds, rounded up, at least 1.</summary>
    public static string InSeconds(TimeSpan time) =>
        Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
