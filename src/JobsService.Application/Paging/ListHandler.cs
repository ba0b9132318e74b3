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
    public async Task<PagedResult<TRow>> Handle(TRequest request, CancellationToken cancellationToken)
    {
        if (
            request.Organizations.OrganizationId is not null
            && !await organizations.Exists(request.Scope, cancellationToken)
        )
        {
            throw new NotFoundException();
        }

        var query = request.Query;
        query.RequireValid();
        return query switch
        {
            { IsUnpaged: true } => await ReadWhole(request, query, cancellationToken),
            { PageToken: { } token } => await ReadByToken(request, query, token, cancellationToken),
            _ => await ReadByNumber(request, query, cancellationToken),
        };
    }

    /// <summary>Returns the rows in a window. Rows are streamed.</summary>
    protected abstract IAsyncEnumerable<TRow> Read(TRequest request, ListQuery query, Window window);

    /// <summary>Returns the number of rows in the list.</summary>
    protected abstract Task<long> Count(TRequest request, ListQuery query, CancellationToken cancellationToken);

    /// <summary>Returns the cursor of the page that begins after a row.</summary>
    protected abstract Cursor CursorAfter(TRow row, ListQuery query);

    /// <summary>Returns the list without paging.</summary>
    protected virtual Task<PagedResult<TRow>> ReadWhole(
        TRequest request,
        ListQuery query,
        CancellationToken cancellationToken
    ) => Task.FromResult(new PagedResult<TRow>(Read(request, query, Window.Whole), Page: null));

    private async Task<PagedResult<TRow>> ReadByNumber(
        TRequest request,
        ListQuery query,
        CancellationToken cancellationToken
    )
    {
        var (page, perPage) = (query.Page ?? 0, query.PerPage ?? PageParameters.DefaultPerPage);
        var records = await Count(request, query, cancellationToken);
        var window = new Window.Offset((long)page * perPage, perPage + 1);
        var rows = await Read(request, query, window).ToListAsync(cancellationToken);
        return PageOf(rows, new NumberedPage(page, perPage, records, NextPageToken(request, query, rows, perPage)));
    }

    private async Task<PagedResult<TRow>> ReadByToken(
        TRequest request,
        ListQuery query,
        string token,
        CancellationToken cancellationToken
    )
    {
        var start = Cursor.Beginning;
        if (token.Length > 0 && !PageToken.TryRead(token, ((IListRequest)request).CursorScopeOf(query), out start))
        {
            throw new InvalidOperationException(
                "The request was not validated before it was handled: the page token is invalid."
            );
        }

        var perPage = query.PerPage ?? PageParameters.DefaultPerPage;
        var window = new Window.Keyset(start, perPage + 1);
        var rows = await Read(request, query, window).ToListAsync(cancellationToken);
        return PageOf(rows, new TokenPage(token, perPage, NextPageToken(request, query, rows, perPage)));
    }

    // Each query reads one extra row, which shows whether there is a next page. The next page begins after the last row of this
    // one, not at the extra row, so that it includes rows inserted between the two.
    private string? NextPageToken(TRequest request, ListQuery query, List<TRow> rows, int perPage) =>
        rows.Count > perPage
            ? PageToken.Create(CursorAfter(rows[perPage - 1], query), ((IListRequest)request).CursorScopeOf(query))
            : null;

    private static PagedResult<TRow> PageOf(List<TRow> rows, PagePosition position) =>
        new(rows.Take(position.PerPage).ToAsyncEnumerable(), position);
}
