using JobsService.Application.Filtering;

namespace JobsService.Application.ApiKeys;

/// <summary>The filters and the order of a list of API keys.</summary>
/// <param name="Values">The filters of the request.</param>
/// <param name="IsByName">True to order by name, then by id; false to order by id.</param>
public sealed record ApiKeyFilter(FilterValues Values, bool IsByName);
