using System.Globalization;

namespace JobsService.Application.Paging;

/// <summary>Reads a list as its parameters want it, which have passed their validator: whole, or a page of it.</summary>
internal static class PageReader
{
    /// <summary>The list, or the page of it that is asked for.</summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database cannot answer.</exception>
    public static async Task<PagedResult<T>> Read<T>(
        IPagedList<T> list,
        PageParameters parameters,
        CancellationToken cancellationToken
    ) =>
        parameters switch
        {
            { IsUnpaged: true } => new PagedResult<T>(list.Stream(), Page: null),
            { PageToken: [{ } token] } => await ReadByToken(list, token, PerPage(parameters), cancellationToken),
            _ => await ReadByNumber(list, parameters, cancellationToken),
        };

    private static async Task<PagedResult<T>> ReadByNumber<T>(
        IPagedList<T> list,
        PageParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var page = parameters.Page is [{ } number] ? Integer(number) : 0;
        var perPage = PerPage(parameters);
        var records = await list.Count(cancellationToken);
        var rows = await list.ReadOffsetPage((long)page * perPage, perPage + 1, cancellationToken);
        return PageOf(rows, new NumberedPage(page, perPage, records, NextPageToken(list, rows, perPage)));
    }

    private static async Task<PagedResult<T>> ReadByToken<T>(
        IPagedList<T> list,
        string token,
        int perPage,
        CancellationToken cancellationToken
    )
    {
        var start = Cursor.OfList;
        if (token.Length > 0 && !PageToken.TryRead(token, list.Identity, out start))
        {
            throw new InvalidOperationException("The page token did not pass its validator.");
        }

        var rows = await list.ReadKeysetPage(start, perPage + 1, cancellationToken);
        return PageOf(rows, new TokenPage(token, perPage, NextPageToken(list, rows, perPage)));
    }

    /// <summary>Whether a page follows is told by one row more than a page has, which was read too.</summary>
    private static string? NextPageToken<T>(IPagedList<T> list, IReadOnlyList<T> rows, int perPage) =>
        // The next page begins after the last row, and not at the one more: what comes in between is not to be missed.
        rows.Count > perPage
            ? PageToken.Create(list.CursorAfter(rows[perPage - 1]), list.Identity)
            : null;

    private static PagedResult<T> PageOf<T>(IReadOnlyList<T> rows, PagePosition position) =>
        new(rows.Take(position.PerPage).ToAsyncEnumerable(), position);

    private static int PerPage(PageParameters parameters) =>
        parameters.PerPage is [{ } perPage] ? Integer(perPage) : PageParameters.DefaultPerPage;

    private static int Integer(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
