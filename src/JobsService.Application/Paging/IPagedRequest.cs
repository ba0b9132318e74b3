namespace JobsService.Application.Paging;

/// <summary>A request for a list, whole or in pages.</summary>
internal interface IPagedRequest
{
    /// <summary>Which part of the list.</summary>
    PageParameters Pages { get; }
}
