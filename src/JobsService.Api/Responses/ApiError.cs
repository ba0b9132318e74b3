using JobsService.Application.Validation;

namespace JobsService.Api.Responses;

/// <summary>An error response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The <c>error_code</c> of the envelope.</param>
/// <param name="Message">What is wrong, for the developer of a client; it tells nothing about what exists.</param>
internal sealed record ApiError(int Status, string Code, string Message)
{
    /// <summary>Every <c>error_code</c> that there is.</summary>
    public static readonly string[] Codes =
    [
        ErrorCodes.InvalidRequest,
        ErrorCodes.RequestedTooMany,
        ErrorCodes.NotAuthorized,
        ErrorCodes.NotFound,
        ErrorCodes.ValidationFailed,
        ErrorCodes.TooManyRequests,
        ErrorCodes.InternalError,
    ];

    /// <summary>No credentials, or none that are good; one answer for all of them.</summary>
    public static ApiError Unauthenticated { get; } =
        new(StatusCodes.Status401Unauthorized, ErrorCodes.NotAuthorized, "A valid API key is required.");

    /// <summary>A good key on a route that it may not use.</summary>
    public static ApiError Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, ErrorCodes.NotAuthorized, "This API key may not use this route.");

    /// <summary>An unknown route, or something that does not exist or is out of the caller's scope: one answer for all of them.</summary>
    public static ApiError NotFound { get; } =
        new(StatusCodes.Status404NotFound, ErrorCodes.NotFound, "There is nothing at this address.");

    /// <summary>A known route with another method; the <c>Allow</c> header has the right ones.</summary>
    public static ApiError MethodNotAllowed { get; } =
        new(StatusCodes.Status405MethodNotAllowed, ErrorCodes.InvalidRequest, "This route does not take this method.");

    /// <summary>A body that does not arrive in time.</summary>
    public static ApiError TooSlow { get; } =
        new(
            StatusCodes.Status408RequestTimeout,
            ErrorCodes.InvalidRequest,
            "The body arrived too slowly, or not within 10 seconds; send the request again."
        );

    /// <summary>A body that is longer than any that makes sense.</summary>
    public static ApiError TooLong { get; } =
        new(StatusCodes.Status413PayloadTooLarge, ErrorCodes.InvalidRequest, "The body is too long.");

    /// <summary>A body that does not say that it is JSON.</summary>
    public static ApiError NotJson { get; } =
        new(
            StatusCodes.Status415UnsupportedMediaType,
            ErrorCodes.InvalidRequest,
            "The body must be JSON, and say so: Content-Type: application/json."
        );

    /// <summary>More requests, or more bad credentials, than are answered; <c>Retry-After</c> says when to come back.</summary>
    public static ApiError TooManyRequests { get; } =
        new(StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too many requests; try again later.");

    /// <summary>The database cannot answer now.</summary>
    public static ApiError Unavailable { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            ErrorCodes.InternalError,
            "The service cannot answer now; try again later."
        );

    /// <summary>Something is wrong with a parameter.</summary>
    /// <param name="message">Names the parameter and what is allowed.</param>
    public static ApiError InvalidRequest(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.InvalidRequest, message);

    /// <summary>More is asked for than is answered at once.</summary>
    /// <param name="message">Names the parameter and what is allowed.</param>
    public static ApiError RequestedTooMany(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.RequestedTooMany, message);

    /// <summary>A record that cannot be saved like that.</summary>
    /// <param name="message">Names every problem.</param>
    public static ApiError ValidationFailed(string message) =>
        new(StatusCodes.Status422UnprocessableEntity, ErrorCodes.ValidationFailed, message);

    /// <summary>A fault of ours.</summary>
    /// <param name="requestId">All that is told of it; the log has the rest.</param>
    public static ApiError Internal(string requestId) =>
        new(
            StatusCodes.Status500InternalServerError,
            ErrorCodes.InternalError,
            $"Something went wrong; request {requestId}."
        );

    /// <summary>The answer for a status that the framework set without a body.</summary>
    public static ApiError Of(int status, string requestId) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => Unauthenticated,
            StatusCodes.Status403Forbidden => Forbidden,
            StatusCodes.Status404NotFound => NotFound,
            StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
            StatusCodes.Status408RequestTimeout => TooSlow,
            StatusCodes.Status413PayloadTooLarge => TooLong,
            StatusCodes.Status415UnsupportedMediaType => NotJson,
            StatusCodes.Status429TooManyRequests => TooManyRequests,
            StatusCodes.Status503ServiceUnavailable => Unavailable,
            >= StatusCodes.Status500InternalServerError => Internal(requestId) with { Status = status },
            _ => InvalidRequest("The server does not understand this request.") with { Status = status },
        };
}
