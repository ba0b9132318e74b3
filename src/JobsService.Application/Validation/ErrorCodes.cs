namespace JobsService.Application.Validation;

/// <summary>What failures are called in the API (contract, "Envelope").</summary>
public static class ErrorCodes
{
    /// <summary>A malformed or contradictory request.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>More is asked for than is answered at once.</summary>
    public const string RequestedTooMany = "requested_too_many";

    /// <summary>No credentials, bad ones, or good ones that do not suffice.</summary>
    public const string NotAuthorized = "not_authorized";

    /// <summary>There is no such thing, or none in scope.</summary>
    public const string NotFound = "not_found";

    /// <summary>A record that cannot be saved like that.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>More requests, or more bad credentials, than are answered.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>A fault of ours, or of the database.</summary>
    public const string InternalError = "internal_error";
}
