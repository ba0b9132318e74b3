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

    private ListQuery? _withoutParameters;

    /// <summary>The query string parameters of the list. Every other parameter is unknown.</summary>
    public IEnumerable<QueryParameter> Parameters =>
        [
            .. Filters.Select(filter => new QueryParameter(filter.Name, filter.Kind.IsList)),
            .. Orders.Count > 1 ? [new QueryParameter(PageParameters.OrderBy)] : Array.Empty<QueryParameter>(),
            new QueryParameter(PageParameters.Page),
            new QueryParameter(PageParameters.PerPage),
            new QueryParameter(PageParameters.PageToken),
        ];

    /// <summary>The query of a request without parameters, cached because most requests have none.</summary>
    internal ListQuery WithoutParameters => _withoutParameters ??= new ListQuery(ListParameters.None, this);
}
