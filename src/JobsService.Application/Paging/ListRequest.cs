using JobsService.Application.Filtering;
using JobsService.Application.Scoping;

namespace JobsService.Application.Paging;

/// <summary>A request for a list in scope, whole or in pages.</summary>
/// <remarks>
/// Besides what the pipeline throws, sending one throws <see cref="NotFoundException"/> when it asks about an organization that
/// does not exist.
/// </remarks>
public abstract record ListRequest<TRow> : OrganizationScopedRequest<PagedResult<TRow>>, IListRequest
{
    private ListQuery? _query;

    /// <summary>A request without parameters.</summary>
    protected ListRequest() { }

    /// <summary>A copy, whose parameters can be replaced: they are read again.</summary>
    protected ListRequest(ListRequest<TRow> original)
        : base(original) => Parameters = original.Parameters;

    /// <summary>The parameters of the request.</summary>
    public ListParameters Parameters { get; init; } = ListParameters.None;

    /// <inheritdoc/>
    ListQuery IListRequest.Query => Query;

    /// <inheritdoc cref="IListRequest.Query"/>
    internal ListQuery Query => Parameters.IsNone ? List.WithoutParameters : _query ??= new ListQuery(Parameters, List);

    /// <summary>What can be asked about the list.</summary>
    private protected abstract ListDefinition List { get; }

    /// <inheritdoc/>
    string IListRequest.CursorScopeOf(ListQuery query) => CursorScopeOf(query);

    /// <inheritdoc cref="IListRequest.CursorScopeOf"/>
    private protected abstract string CursorScopeOf(ListQuery query);
}
