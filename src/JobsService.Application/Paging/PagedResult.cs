namespace JobsService.Application.Paging;

/// <summary>A list, or a page of one.</summary>
/// <param name="Rows">The rows, by ascending id. A whole list is read while it is enumerated.</param>
/// <param name="Page">Where a page stands; null for a whole list.</param>
public sealed record PagedResult<T>(IAsyncEnumerable<T> Rows, PagePosition? Page);

/// <summary>Where a page stands in its list.</summary>
/// <param name="PerPage">The greatest number of rows in a page.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the page that follows; null after the last one.</param>
public abstract record PagePosition(int PerPage, string? NextPageToken);

/// <summary>A page that was asked for by its number. Its rows and its counts are not from the same moment.</summary>
/// <param name="Page">The number of the page, from 0.</param>
/// <param name="PerPage">The greatest number of rows in a page.</param>
/// <param name="Records">How many rows the list has.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the page that follows; null after the last one.</param>
public sealed record NumberedPage(int Page, int PerPage, long Records, string? NextPageToken)
    : PagePosition(PerPage, NextPageToken)
{
    /// <summary>How many pages the list has.</summary>
    public long Pages => (Records + PerPage - 1) / PerPage;
}

/// <summary>A page that was asked for by a token. Nothing is counted.</summary>
/// <param name="PageToken">The token, as it was given.</param>
/// <param name="PerPage">The greatest number of rows in a page.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the page that follows; null after the last one.</param>
public sealed record TokenPage(string PageToken, int PerPage, string? NextPageToken)
    : PagePosition(PerPage, NextPageToken);
