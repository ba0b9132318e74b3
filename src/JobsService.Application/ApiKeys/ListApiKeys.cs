using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>Lists the API keys in scope, as a whole or in pages, ordered by id or by name, without their secrets.</summary>
public sealed record ListApiKeys : ListRequest<ApiKey>
{
    // Those that existed when the first page tokens were issued.
    private const int FiltersInEveryToken = 2;

    private protected override ListDefinition List => ApiKeyFilters.List;

    /// <inheritdoc/>
    internal override string CursorScope =>
        $$"""api_keys {{Scope.OrganizationId}} {{Scope.IsOfSystemAdmin}} {{{Query.Filters.ToTokenText(FiltersInEveryToken)}},"ByName":{{(IsByName ? "true" : "false")}}}""";

    /// <summary>Whether the list is ordered by name.</summary>
    internal bool IsByName => Query.Order == ApiKeyFilters.ByName;
}

internal sealed class ListApiKeysHandler(IApiKeyRepository apiKeys, IOrganizationRepository organizations)
    : ListHandler<ListApiKeys, ApiKey>(organizations)
{
    /// <inheritdoc/>
    protected override IAsyncEnumerable<ApiKey> Read(ListApiKeys request, Window window) =>
        apiKeys.Read(request.Scope, FilterOf(request), window);

    /// <inheritdoc/>
    protected override Task<long> Count(ListApiKeys request, CancellationToken cancellationToken) =>
        apiKeys.Count(request.Scope, FilterOf(request), cancellationToken);

    /// <inheritdoc/>
    protected override Cursor CursorAfter(ListApiKeys request, ApiKey row) =>
        Cursor.After(row.Id, request.IsByName ? row.Name : null);

    private static ApiKeyFilter FilterOf(ListApiKeys request) => new(request.Query.Filters, request.IsByName);
}
