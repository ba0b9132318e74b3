namespace JobsService.Application.Paging;

/// <summary>The names of <see cref="PageParameters"/> in a query string.</summary>
public static class PageParameterNames
{
    /// <summary>Of <see cref="PageParameters.Page"/>.</summary>
    public const string Page = "page";

    /// <summary>Of <see cref="PageParameters.PerPage"/>.</summary>
    public const string PerPage = "per_page";

    /// <summary>Of <see cref="PageParameters.PageToken"/>.</summary>
    public const string PageToken = "page_token";
}
