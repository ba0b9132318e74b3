using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace JobsService.Application.Validation;

/// <summary>
/// Runs every validator of a request before its handler, and reports their failures and <see cref="RequestProblems"/> together. It
/// runs after authorization, so that validation errors reveal nothing to an unauthorized caller.
/// </summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(
    IEnumerable<IValidator<TRequest>> validators,
    RequestProblems problems
) : IPipelineBehavior<TRequest, TResponse>
{
    /// <inheritdoc/>
    /// <exception cref="ValidationException">The request is invalid; the exception lists every failure.</exception>
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        List<ValidationFailure> failures = [.. problems.Found];
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            failures.AddRange(result.Errors);
        }

        if (failures.Count > 0)
        {
            throw new ValidationException(failures);
        }

        return await next();
    }
}
