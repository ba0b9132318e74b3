using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Auditing;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// Something that changes keys. It is audited, done or failed; what is wrong with it is
/// <see cref="ErrorCodes.ValidationFailed"/>, every problem named.
/// </summary>
public abstract record ApiKeyCommand<TResponse> : OrganizationScopedRequest<TResponse>, IAuditedRequest
{
    /// <summary>What could not even be read of the command, a sentence each.</summary>
    public IReadOnlyList<string> Malformed { get; init; } = [];

    /// <inheritdoc/>
    string IAuditedRequest.Action => Action;

    /// <inheritdoc/>
    long? IAuditedRequest.ApiKeyId => ApiKeyId;

    /// <summary>What is asked for, like <c>api_key.rotate</c>.</summary>
    private protected abstract string Action { get; }

    /// <summary>The key that is to change; null for a new one.</summary>
    private protected virtual long? ApiKeyId => null;
}

/// <summary>Checks a command: what was malformed, and what each command adds.</summary>
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

    /// <summary>A name that fits into its column and onto a line of a terminal.</summary>
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
