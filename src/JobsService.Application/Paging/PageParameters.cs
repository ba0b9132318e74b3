namespace JobsService.Application.Paging;

/// <summary>The query string parameters for paging, order and fields, and their limits.</summary>
public static class PageParameters
{
    /// <summary>The number of a page, from 0.</summary>
    public const string Page = "page";

    /// <summary>The number of rows in a page, 1 to <see cref="MaxPerPage"/>.</summary>
    public const string PerPage = "per_page";

    /// <summary>The <c>next_page_token</c> of the previous page; empty for the first page.</summary>
    public const string PageToken = "page_token";

    /// <summary>The order, in lists that support more than one.</summary>
    public const string OrderBy = "order_by";

    /// <summary>The fields of each row, in lists that support a selection.</summary>
    public const string Fields = "fields";

    /// <summary>The maximum number of rows in a page.</summary>
    public const int MaxPerPage = 2000;

    /// <summary>The number of rows in a page when <see cref="PerPage"/> is not given.</summary>
    public const int DefaultPerPage = 100;
}
