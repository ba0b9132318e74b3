using FluentValidation;
using FluentValidation.Results;

namespace JobsService.Application.Paging;

/// <summary>Checks the parameters of every request for a list.</summary>
internal sealed class ListRequestValidator<TRequest> : AbstractValidator<TRequest>
    where TRequest : IListRequest
{
    public ListRequestValidator() =>
        RuleFor(request => request)
            .Custom(
                static (request, context) =>
                {
                    foreach (var problem in request.Query.ProblemsIn(request))
                    {
                        context.AddFailure(problem);
                    }
                }
            );

    /// <summary>Most polls have no parameters, and skip the rules.</summary>
    protected override bool PreValidate(ValidationContext<TRequest> context, ValidationResult result) =>
        !context.InstanceToValidate.Parameters.IsNone;
}
