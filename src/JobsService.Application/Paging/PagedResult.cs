namespace JobsService.Application.Paging;

/// <summary>A list, or a page of one.</summary>
/// <param name="Rows">The rows, in the order of the list. A list without paging is streamed.</param>
/// <param name="Page">The position of the page; null for a list without paging.</param>
public sealed record PagedResult<T>(IAsyncEnumerable<T> Rows, PagePosition? Page)
{
    /// <summary>The fields that the request selects, in alphabetical order; null if it selects none, which means the default.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>In a list of jobs with <see cref="Fields"/>: the time for <see cref="Domain.Jobs.Job.IsStalled"/>.</summary>
    public DateTimeOffset StalledBefore { get; init; }
}

/// <summary>The position of a page in its list.</summary>
/// <param name="PerPage">The maximum number of rows in a page.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the next page; null on the last page.</param>
public abstract record PagePosition(int PerPage, string? NextPageToken);

/// <summary>
/// A page requested by number. The rows and the count come from separate queries, so they can disagree when rows change in
/// between.
/// </summary>
/// <param name="Page">The number of the page, from 0.</param>
/// <param name="PerPage">The maximum number of rows in a page.</param>
/// <param name="Records">The number of rows in the list.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the next page; null on the last page.</param>
public sealed record NumberedPage(int Page, int PerPage, long Records, string? NextPageToken)
    : PagePosition(PerPage, NextPageToken)
{
    /// <summary>The number of pages in the list.</summary>
    public long Pages => (Records + PerPage - 1) / PerPage;
}

/// <summary>A page requested by token. The rows are not counted.</summary>
/// <param name="PageToken">The token of the request.</param>
/// <param name="PerPage">The maximum number of rows in a page.</param>
/// <param name="NextPageToken">The <c>page_token</c> of the next page; null on the last page.</param>
public sealed record TokenPage(string PageToken, int PerPage, string? NextPageToken)
    : PagePosition(PerPage, NextPageToken);
