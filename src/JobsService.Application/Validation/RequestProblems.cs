using FluentValidation.Results;

namespace JobsService.Application.Validation;

/// <summary>
/// The problems that the host found in the current request before it sent it, such as unknown parameters.
/// <see cref="ValidationBehavior{TRequest, TResponse}"/> reports them together with those that the validators find: after the
/// scope, and before the handler.
/// </summary>
public sealed class RequestProblems
{
    /// <summary>The problems; none by default.</summary>
    public IReadOnlyList<ValidationFailure> Found { get; set; } = [];
}
