using FluentValidation;

namespace JobsService.Application.Validation;

/// <summary>What a validator's failure is called in the API, where it is not <c>invalid_request</c>.</summary>
public static class ErrorCodes
{
    /// <summary>More is asked for than is answered at once; see <see cref="DefaultValidatorOptions.WithErrorCode{T, TProperty}"/>.</summary>
    public const string RequestedTooMany = "requested_too_many";
}
