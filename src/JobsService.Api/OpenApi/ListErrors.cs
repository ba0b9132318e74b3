using JobsService.Api.Responses;
using JobsService.Application.Paging;

namespace JobsService.Api.OpenApi;

/// <summary>What is answered to malformed parameters of a list.</summary>
internal static class ListErrors
{
    private static readonly ApiError Malformed = ApiError.InvalidRequest(
        $"{PageParameters.Page} must be given once, as an integer from 0 to {int.MaxValue}."
    );

    private static readonly ApiError PageTooLong = ApiError.RequestedTooMany(
        $"{PageParameters.PerPage} must be given once, as an integer from 1 to {PageParameters.MaxPerPage}."
    );

    private static readonly ApiError ListTooLong = ApiError.RequestedTooMany(
        $"The list has more than 1 jobs; read it in pages, with {PageParameters.PageToken} or "
            + $"{PageParameters.PerPage}."
    );

    /// <summary>Adds them.</summary>
    /// <param name="responses">The answers of a route.</param>
    /// <param name="canBeTooLong">Whether a whole list may be refused.</param>
    public static void Add(ApiResponses responses, bool canBeTooLong)
    {
        (string, ApiError)[] errors = [("malformed", Malformed), ("too long a page", PageTooLong)];
        responses.AddErrors(
            "A parameter is malformed, or too much is asked for at once.",
            canBeTooLong ? [.. errors, ("too long a list", ListTooLong)] : errors
        );
    }
}
