using FluentValidation;
using FluentValidation.Results;

namespace JobsService.Application.Paging;

/// <summary>Validates the parameters of list requests.</summary>
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

    /// <summary>Skips the rules for requests without parameters, which are the most frequent ones.</summary>
    protected override bool PreValidate(ValidationContext<TRequest> context, ValidationResult result) =>
        !context.InstanceToValidate.Parameters.IsNone;
}
