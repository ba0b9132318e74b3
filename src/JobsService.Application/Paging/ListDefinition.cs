using JobsService.Application.Filtering;

namespace JobsService.Application.Paging;

/// <summary>What a client can ask about a list: its filters and its orders.</summary>
/// <param name="Filters">The filters, in the order in which their problems are reported.</param>
/// <param name="Orders">
/// The values of <see cref="PageParameters.OrderBy"/>, the default first; one alone is no parameter of the list.
/// </param>
public sealed record ListDefinition(IReadOnlyList<Filter> Filters, params IReadOnlyList<string> Orders)
{
    /// <summary>The order by ascending id, which every list has.</summary>
    public const string ById = "id";

    private ListQuery? _withoutParameters;

    /// <summary>The list as most polls ask for it, read once.</summary>
    internal ListQuery WithoutParameters => _withoutParameters ??= new ListQuery(ListParameters.None, this);
}
