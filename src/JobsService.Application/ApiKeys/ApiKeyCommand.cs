using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// A request that changes API keys. Success is recorded in the audit log, and so is failure, see
/// <see cref="AuditBehavior{TRequest, TResponse}"/>. Invalid values fail with
/// <see cref="ErrorCodes.ValidationFailed"/> and one message for each problem.
/// </summary>
public abstract record ApiKeyCommand<TResponse> : OrganizationScopedRequest<TResponse>, IAuditedRequest
{
    /// <summary>The properties of the body that could not be parsed, one sentence for each.</summary>
    public IReadOnlyList<string> Malformed { get; init; } = [];

    /// <inheritdoc/>
    string IAuditedRequest.Action => Action;

    /// <inheritdoc/>
    long? IAuditedRequest.ApiKeyId => ApiKeyId;

    /// <summary>The action recorded in the audit log, for example <c>api_key.rotate</c>.</summary>
    private protected abstract string Action { get; }

    /// <summary>The id of the key to change; null when a key is created.</summary>
    private protected virtual long? ApiKeyId => null;
}

/// <summary>Reports the malformed properties of a command. Derived validators add their own rules.</summary>
internal abstract class ApiKeyCommandValidator<TCommand, TResponse> : AbstractValidator<TCommand>
    where TCommand : ApiKeyCommand<TResponse>
{
    protected const string NameExpected =
        "name must be a text of 1 to 100 characters, without control characters and without spaces at its ends.";

    protected ApiKeyCommandValidator() =>
        RuleFor(command => command.Malformed)
            .Custom(
                (problems, context) =>
                {
                    foreach (var problem in problems)
                    {
                        context.AddFailure(problem);
                    }
                }
            );

    /// <summary>Whether a name fits its column and contains no control characters or surrounding spaces.</summary>
    protected static bool IsName(string? name) =>
        name is { Length: > 0 and <= ApiKey.MaxNameLength }
        && name.Trim().Length == name.Length
        && !name.Any(char.IsControl);

    /// <inheritdoc/>
    public override async Task<ValidationResult> ValidateAsync(
        ValidationContext<TCommand> context,
        CancellationToken cancellation = default
    )
    {
        var result = await base.ValidateAsync(context, cancellation);
        result.Errors.ForEach(error => error.ErrorCode = ErrorCodes.ValidationFailed);
        return result;
    }
}

/// <summary>A created or rotated API key with its new secret.</summary>
/// <param name="Key">The key as stored.</param>
/// <param name="Secret">The secret. Only its hash is stored, so it cannot be retrieved later.</param>
public sealed record IssuedApiKey(ApiKey Key, ApiKeySecret Secret);
