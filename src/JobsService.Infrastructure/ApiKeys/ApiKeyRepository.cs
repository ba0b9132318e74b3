using JobsService.Application.ApiKeys;
using JobsService.Application.Authentication;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Auditing;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Reads and changes API keys, on both database engines.</summary>
internal sealed class ApiKeyRepository(StatementExecutor database, IApiKeyCredentials credentials) : IApiKeyRepository
{
    public IAsyncEnumerable<ApiKey> Read(OrganizationScope scope, ApiKeyFilter filter, Window window)
    {
        var (statement, values) = ApiKeyStatements.Lists.Read(window, filter.Values, order: filter.IsByName ? 1 : 0);
        return database.Stream(statement, scope, values, ApiKeyReader.ReadKey);
    }

    public Task<long> Count(OrganizationScope scope, ApiKeyFilter filter, CancellationToken cancellationToken)
    {
        var (statement, values) = ApiKeyStatements.Lists.Count(filter.Values);
        return database.Single(statement, scope, values, row => row.Integer(0), cancellationToken);
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
        OrganizationScope scope,
        NewApiKey key,
        Action<long> checkKeyCount,
        Func<ApiKey, AuditEntry> createEntry,
        CancellationToken cancellationToken
    ) =>
        scope.Includes(key.OrganizationId)
            ? database.InTransaction(
                transaction => ApiKeyWriter.Add(transaction, key, checkKeyCount, createEntry, cancellationToken),
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
            transaction => ApiKeyChanger.Change(transaction, scope, id, decide, cancellationToken),
            cancellationToken
        );
        if (changed is not null)
        {
            // This replica sees the change at once; other replicas see it when their cached credentials expire.
            credentials.Forget();
        }

        return changed;
    }
}
