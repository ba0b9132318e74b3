namespace JobsService.Application.Paging;

/// <summary>
/// What a caller says about the part of a list that it wants, word for word: a value for each time that a parameter was
/// given, none when it was not (contract, "Filters and pages").
/// </summary>
public abstract record PageParameters
{
    /// <summary>The greatest number of rows in a page.</summary>
    public const int MaxPerPage = 2000;

    /// <summary>The number of rows in a page when nothing is said.</summary>
    public const int DefaultPerPage = 100;

    /// <summary><c>page</c>: the number of a page, from 0.</summary>
    public IReadOnlyList<string?> Page { get; init; } = [];

    /// <summary><c>per_page</c>: the number of rows in a page, 1 to <see cref="MaxPerPage"/>.</summary>
    public IReadOnlyList<string?> PerPage { get; init; } = [];

    /// <summary><c>page_token</c>: the <c>next_page_token</c> of the page before, or nothing for the first page.</summary>
    public IReadOnlyList<string?> PageToken { get; init; } = [];

    /// <summary>Whether the list is wanted in one piece.</summary>
    public bool IsUnpaged => Page.Count == 0 && PerPage.Count == 0 && PageToken.Count == 0;
}
