using JobsService.Application.Filtering;

namespace JobsService.Application.ApiKeys;

/// <summary>Which of the API keys in scope are in a list, and in which order.</summary>
/// <param name="Values">The filters of the request.</param>
/// <param name="IsByName">Whether the list is ordered by name, and by id where names are equal; otherwise by id.</param>
public sealed record ApiKeyFilter(FilterValues Values, bool IsByName);
