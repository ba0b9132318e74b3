namespace JobsService.Application.Validation;

/// <summary>The values of <c>error_code</c> in the API's responses.</summary>
public static class ErrorCodes
{
    /// <summary>A malformed or contradictory request.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The request asks for more records than one response may have.</summary>
    public const string RequestedTooMany = "requested_too_many";

    /// <summary>The credentials are missing or invalid, or do not allow the request.</summary>
    public const string NotAuthorized = "not_authorized";

    /// <summary>The resource does not exist in the caller's scope.</summary>
    public const string NotFound = "not_found";

    /// <summary>The cursor is older than the changes that are kept.</summary>
    public const string CursorExpired = "cursor_expired";

    /// <summary>A value of a record is invalid.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>A rate limit for requests or for failed authentications is exceeded.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>An error of the service or of the database.</summary>
    public const string InternalError = "internal_error";
}
