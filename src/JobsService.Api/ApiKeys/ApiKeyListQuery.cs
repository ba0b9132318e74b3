using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Application.Paging;

namespace JobsService.Api.ApiKeys;

/// <summary>The query string of a list of keys.</summary>
internal static class ApiKeyListQuery
{
    /// <summary>The parameters, word for word. Others are ignored (contract, "Filters and pages").</summary>
    public static ApiKeyListParameters Read(IQueryCollection query) =>
        new()
        {
            Name = query.ValuesOf(ApiKeyListParameterNames.Name),
            NameContains = query.ValuesOf(ApiKeyListParameterNames.NameContains),
            OrderBy = query.ValuesOf(ApiKeyListParameterNames.OrderBy),
            Page = query.ValuesOf(PageParameterNames.Page),
            PerPage = query.ValuesOf(PageParameterNames.PerPage),
            PageToken = query.ValuesOf(PageParameterNames.PageToken),
        };
}
