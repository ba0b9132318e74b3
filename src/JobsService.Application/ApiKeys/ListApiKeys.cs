using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>Lists the API keys in scope, as a whole or in pages, ordered by id or by name, without their secrets.</summary>
public sealed record ListApiKeys : ListRequest<ApiKey>
{
    private protected override ListDefinition List => ApiKeyFilters.List;

    /// <inheritdoc/>
    private protected override string CursorScopeOf(ListQuery query)
    {
        var byName = query.Order == ApiKeyFilters.ByName ? "true" : "false";
        return $$"""api_keys {{Scope.OrganizationId}} {{Scope.IsOfSystemAdmin}} {{{query.Filters.ToTokenText()}},"ByName":{{byName}}}""";
    }
}

internal sealed class ListApiKeysHandler(IApiKeyRepository apiKeys, IOrganizationRepository organizations)
    : ListHandler<ListApiKeys, ApiKey>(organizations)
{
    /// <inheritdoc/>
    protected override IAsyncEnumerable<ApiKey> Read(ListApiKeys request, ListQuery query, Window window) =>
        apiKeys.Read(request.Scope, FilterOf(query), window);

    /// <inheritdoc/>
    protected override Task<long> Count(ListApiKeys request, ListQuery query, CancellationToken cancellationToken) =>
        apiKeys.Count(request.Scope, FilterOf(query), cancellationToken);

    /// <inheritdoc/>
    protected override Cursor CursorAfter(ApiKey row, ListQuery query) =>
        Cursor.After(row.Id, FilterOf(query).IsByName ? row.Name : null);

    private static ApiKeyFilter FilterOf(ListQuery query) => new(query.Filters, query.Order == ApiKeyFilters.ByName);
}
