using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace JobsService.Application.Validation;

/// <summary>
/// Runs every validator of a request before its handler. It comes after the scope, so that a stranger learns nothing from
/// what is wrong with a request.
/// </summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
{
    /// <inheritdoc/>
    /// <exception cref="ValidationException">Something is wrong with the request; it names every problem.</exception>
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        List<ValidationFailure> failures = [];
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
