using JobsService.Application.ApiKeys;
using JobsService.Application.Authentication;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Reads and changes API keys, on every engine.</summary>
internal sealed class ApiKeyRepository(
    StatementExecutor database,
    ApiKeyInserter inserter,
    ApiKeyChanger changer,
    IApiKeyCredentials credentials
) : IApiKeyRepository
{
    public IAsyncEnumerable<ApiKey> Stream(OrganizationScope scope, ApiKeyFilter filter) =>
        database.Stream(
            StatementOf(ListPart.Everything, filter),
            scope,
            ApiKeyListValues.Of(filter),
            ApiKeyReader.ReadKey
        );

    public Task<IReadOnlyList<ApiKey>> ReadKeysetPage(
        OrganizationScope scope,
        ApiKeyFilter filter,
        Cursor start,
        int take,
        CancellationToken cancellationToken
    )
    {
        var values = ApiKeyListValues.Of(filter);
        values.Add("firstId", start.FirstId);
        values.Add("take", (long)take);
        if (filter.ByName)
        {
            values.Add("firstName", start.FirstName ?? "");
        }

        return database.List(
            StatementOf(ListPart.KeysetPage, filter),
            scope,
            values,
            ApiKeyReader.ReadKey,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<ApiKey>> ReadOffsetPage(
        OrganizationScope scope,
        ApiKeyFilter filter,
        long skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var values = ApiKeyListValues.Of(filter);
        values.Add("skip", skip);
        values.Add("take", (long)take);
        return database.List(
            StatementOf(ListPart.OffsetPage, filter),
            scope,
            values,
            ApiKeyReader.ReadKey,
            cancellationToken
        );
    }

    public async Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken)
    {
        var counts = await database.List(
            StatementOf(ListPart.Count, filter),
            scope,
            ApiKeyListValues.Of(filter),
            row => row.Integer(0),
            cancellationToken
        );
        return counts.Single();
    }

    public async Task<ApiKey?> Find(OrganizationScope scope, long id, CancellationToken cancellationToken)
    {
        var found = await database.List(
            ApiKeyStatements.One,
            scope,
            new StatementValues { ["id"] = id },
            ApiKeyReader.ReadKey,
            cancellationToken
        );
        return found is [var key] ? key : null;
    }

    public Task<ApiKey?> Add(
        NewApiKey key,
        OrganizationScope scope,
        Func<ApiKey, AuditEntry> entryOf,
        CancellationToken cancellationToken
    ) =>
        scope.Includes(key.OrganizationId)
            ? database.InTransaction(
                transaction => inserter.Insert(transaction, key, entryOf, cancellationToken),
                cancellationToken
            )
            : throw new OutOfScopeException();

    public async Task<ApiKey?> Change(
        OrganizationScope scope,
        long id,
        Func<StoredApiKey, ApiKeyChange> decide,
        CancellationToken cancellationToken
    )
    {
        var changed = await database.InTransaction(
            transaction => changer.Change(transaction, scope, id, decide, cancellationToken),
            cancellationToken
        );

        if (changed is not null)
        {
            // Here the change is felt at once; on other replicas, when what they know is old.
            credentials.Forget();
        }

        return changed;
    }

    private static ScopedStatement StatementOf(ListPart part, ApiKeyFilter filter) =>
        ApiKeyStatements.Lists[ApiKeyListShape.Of(part, filter)];
}
