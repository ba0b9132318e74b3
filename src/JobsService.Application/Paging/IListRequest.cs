using JobsService.Application.Filtering;

namespace JobsService.Application.Paging;

/// <summary>A request for a list, whole or in pages.</summary>
internal interface IListRequest
{
    /// <summary>The parameters of the request.</summary>
    ListParameters Parameters { get; }

    /// <summary>The same, read and checked.</summary>
    ListQuery Query { get; }

    /// <summary>The text that identifies the list, which its page tokens are bound to: its route, scope, filters and order.</summary>
    string CursorScopeOf(ListQuery query);
}
