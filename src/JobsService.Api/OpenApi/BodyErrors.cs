using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;

namespace JobsService.Api.OpenApi;

/// <summary>What is answered to a body that cannot be read, and to one that cannot be saved.</summary>
internal static class BodyErrors
{
    /// <summary>The answer to what cannot be saved.</summary>
    public static ApiError Unsaved { get; } = ApiError.ValidationFailed(ApiKeyRuleViolation.LastSystemAdminMessage);

    /// <summary>Adds the answers to a body that cannot be read.</summary>
    public static void Add(ApiResponses responses)
    {
        responses.AddError("The body is no JSON.", ApiError.InvalidRequest(ApiKeySchemas.ExpectedBody));
        responses.AddError("The body does not arrive in time.", ApiError.TooSlow);
        responses.AddError("The body is too long.", ApiError.TooLong);
        responses.AddError("The body does not say that it is JSON.", ApiError.NotJson);
    }
}
