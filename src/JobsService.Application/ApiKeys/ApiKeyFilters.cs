using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>The filters and orders of a list of API keys.</summary>
public static class ApiKeyFilters
{
    /// <summary>Orders by name, then by id.</summary>
    public const string ByName = "name";

    /// <summary>The filters and the orders.</summary>
    public static ListDefinition List { get; } =
        new(
            [
                new Filter(
                    "name",
                    "name",
                    TextFilter.EqualTo(ApiKey.MaxNameLength),
                    "Keys with this name, in any case.",
                    Example: "my poller"
                ),
                new Filter(
                    "name_contains",
                    "name",
                    TextFilter.Containing(ApiKey.MaxNameLength, ApiKey.MaxNameLength),
                    "Keys whose name contains this text, in any case.",
                    Example: "poll"
                ),
            ],
            ListDefinition.ById,
            ByName
        );
}

/// <summary>The filters and the order of a list of API keys.</summary>
/// <param name="Values">The filters of the request.</param>
/// <param name="IsByName">True to order by name, then by id; false to order by id.</param>
public sealed record ApiKeyFilter(FilterValues Values, bool IsByName);
