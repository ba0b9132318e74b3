using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Validation;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>Validation errors of commands that are valid by themselves but conflict with the stored API keys.</summary>
public static class ApiKeyRuleViolation
{
    /// <summary>The error message of <see cref="LastSystemAdmin"/>.</summary>
    public const string LastSystemAdminMessage = "This is the last active system_admin key; make another one first.";

    /// <summary>The command would delete or deactivate the last active <c>system_admin</c> key that does not expire.</summary>
    public static ValidationException LastSystemAdmin => Because(LastSystemAdminMessage);

    /// <summary>An expiring key keeps a replaced secret valid for a while, so it cannot be rotated.</summary>
    public static ValidationException Expires => Because("This key expires; rotate the key that replaces it.");

    /// <summary>The organization has reached <see cref="ApiKey.MaxInOrganization"/>.</summary>
    public static ValidationException TooMany =>
        Because($"An organization can have {ApiKey.MaxInOrganization} keys at most; revoke one first.");

    private static ValidationException Because(string message) =>
        new([new ValidationFailure(propertyName: "", message) { ErrorCode = ErrorCodes.ValidationFailed }]);
}
