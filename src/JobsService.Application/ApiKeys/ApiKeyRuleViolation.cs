using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Validation;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>Why a command that makes sense by itself cannot be done to the keys as they are.</summary>
public static class ApiKeyRuleViolation
{
    /// <summary>The words of <see cref="LastSystemAdmin"/>.</summary>
    public const string LastSystemAdminMessage = "This is the last active system_admin key; make another one first.";

    /// <summary>Without it nobody could administer anything any more.</summary>
    public static ValidationException LastSystemAdmin => Because(LastSystemAdminMessage);

    /// <summary>It holds a secret that is on its way out.</summary>
    public static ValidationException Expires => Because("This key expires; rotate the key that replaces it.");

    /// <summary>An organization's keys are counted.</summary>
    public static ValidationException TooMany =>
        Because($"An organization can have {ApiKey.MaxInOrganization} keys at most; revoke one first.");

    private static ValidationException Because(string message) =>
        new([new ValidationFailure(propertyName: "", message) { ErrorCode = ErrorCodes.ValidationFailed }]);
}
