using JobsService.Application.Organizations;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.Application.Paging;

/// <summary>Handles a list request: returns the whole list or one page.</summary>
internal abstract class ListHandler<TRequest, TRow>(IOrganizationRepository organizations)
    : IRequestHandler<TRequest, PagedResult<TRow>>
    where TRequest : ListRequest<TRow>
{
    /// <inheritdoc/>
    public virtual async Task<PagedResult<TRow>> Handle(TRequest request, CancellationToken cancellationToken)
    {
        await organizations.RequireSelected(request, cancellationToken);
        var query = request.Query;
        query.RequireValid();
        return query switch
        {
            { IsUnpaged: true } => await ReadWhole(request, cancellationToken),
            { PageToken: { } token } => await ReadByToken(request, token, cancellationToken),
            _ => await ReadByNumber(request, cancellationToken),
        };
    }

    /// <summary>Returns the rows in a window. Rows are streamed.</summary>
    protected abstract IAsyncEnumerable<TRow> Read(TRequest request, Window window);

    /// <summary>Returns the number of rows in the list.</summary>
    protected abstract Task<long> Count(TRequest request, CancellationToken cancellationToken);

    /// <summary>Returns the cursor of the first page.</summary>
    protected virtual Cursor BeginningOf(TRequest request) => Cursor.Beginning;

    /// <summary>Returns the cursor of the page that begins after a row, which is not the last row of the list.</summary>
    protected abstract Cursor CursorAfter(TRequest request, TRow row);

    /// <summary>Returns the list without paging.</summary>
    protected virtual Task<PagedResult<TRow>> ReadWhole(TRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new PagedResult<TRow>(Read(request, Window.Whole), Page: null));

    private async Task<PagedResult<TRow>> ReadByNumber(TRequest request, CancellationToken cancellationToken)
    {
        var (page, perPage) = (request.Query.Page ?? 0, request.Query.PerPage ?? PageParameters.DefaultPerPage);
        var records = await Count(request, cancellationToken);
        var window = new Window.Offset((long)page * perPage, perPage + 1);
        var rows = await Read(request, window).ToListAsync(cancellationToken);
        return PageOf(rows, new NumberedPage(page, perPage, records, NextPageToken(request, rows, perPage)));
    }

    private async Task<PagedResult<TRow>> ReadByToken(
        TRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        var start = BeginningOf(request);
        if (token.Length > 0 && !PageToken.TryRead(token, request.CursorScope, out start))
        {
            throw new InvalidOperationException(
                "The request was not validated before it was handled: the page token is invalid."
            );
        }

        var perPage = request.Query.PerPage ?? PageParameters.DefaultPerPage;
        var window = new Window.Keyset(start, perPage + 1);
        var rows = await Read(request, window).ToListAsync(cancellationToken);
        return PageOf(rows, new TokenPage(token, perPage, NextPageToken(request, rows, perPage)));
    }

    // Each query reads one extra row, which shows whether there is a next page. The next page begins after the last row of this
    // one, not at the extra row, so that it includes rows inserted between the two.
    private string? NextPageToken(TRequest request, List<TRow> rows, int perPage) =>
        rows.Count > perPage ? PageToken.Create(CursorAfter(request, rows[perPage - 1]), request.CursorScope) : null;

    private static PagedResult<TRow> PageOf(List<TRow> rows, PagePosition position) =>
        new(rows.Take(position.PerPage).ToAsyncEnumerable(), position);
}
