using JobsService.Application.Filtering;

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
