using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Filtering;
using JobsService.Application.Scoping;

namespace JobsService.Application.Paging;

/// <summary>A request for a list, with or without paging.</summary>
internal interface IListRequest
{
    /// <summary>The parameters of the request.</summary>
    ListParameters Parameters { get; }

    /// <summary>The parsed and validated parameters.</summary>
    ListQuery Query { get; }

    /// <summary>
    /// The text that identifies the list by its route, scope, filters and order. Page tokens are bound to it.
    /// </summary>
    string CursorScope { get; }
}

/// <summary>A request for a list in scope, with or without paging.</summary>
/// <remarks>
/// In addition to the exceptions of the pipeline, throws <see cref="NotFoundException"/> if the request selects an organization
/// that does not exist.
/// </remarks>
public abstract record ListRequest<TRow> : OrganizationScopedRequest<PagedResult<TRow>>, IListRequest
{
    private ListQuery? _query;

    /// <summary>A request without parameters.</summary>
    protected ListRequest() { }

    /// <summary>
    /// Copies the request without its parsed query, because a <c>with</c> expression can replace the parameters.
    /// </summary>
    protected ListRequest(ListRequest<TRow> original)
        : base(original) => Parameters = original.Parameters;

    /// <summary>The parameters of the request.</summary>
    public ListParameters Parameters { get; init; } = ListParameters.None;

    /// <inheritdoc/>
    ListQuery IListRequest.Query => Query;

    /// <inheritdoc/>
    string IListRequest.CursorScope => CursorScope;

    /// <inheritdoc cref="IListRequest.Query"/>
    internal ListQuery Query => Parameters.IsNone ? List.WithoutParameters : _query ??= new ListQuery(Parameters, List);

    /// <inheritdoc cref="IListRequest.CursorScope"/>
    internal abstract string CursorScope { get; }

    /// <summary>The filters and orders of the list.</summary>
    private protected abstract ListDefinition List { get; }
}

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
