using JobsService.Application.Filtering;

namespace JobsService.Application.Paging;

/// <summary>The filters and orders that a list supports.</summary>
/// <param name="Filters">The filters, in the order in which validation reports their problems.</param>
/// <param name="Orders">
/// The values of <see cref="PageParameters.OrderBy"/>, the default first. A list with one order does not have the parameter.
/// </param>
public sealed record ListDefinition(IReadOnlyList<Filter> Filters, params IReadOnlyList<string> Orders)
{
    /// <summary>Orders by ascending id. Every list supports it.</summary>
    public const string ById = "id";

    /// <summary>A sentence about the orders, for the OpenAPI document; empty if their names need no explanation.</summary>
    public string OrderDescription { get; init; } = "";

    private ListQuery? _withoutParameters;

    /// <summary>The query of a request without parameters, cached because most requests have none.</summary>
    internal ListQuery WithoutParameters => _withoutParameters ??= new ListQuery(ListParameters.None, this);
}
