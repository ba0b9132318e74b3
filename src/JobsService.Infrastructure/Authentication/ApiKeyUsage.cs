using System.Collections.Concurrent;
using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>Collects the last use of API keys in memory, and writes it to the database in batches.</summary>
internal sealed class ApiKeyUsage(StatementExecutor database, TimeProvider time) : IApiKeyUsage
{
    /// <summary>The maximum number of keys that are recorded between two writes; uses of further keys are not recorded.</summary>
    public const int MaxKeys = 10_000;

    /// <summary>The minimum interval between two writes for the same key.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Small transactions, so that other writers do not wait long.
    private const int KeysInTransaction = 200;

    private readonly ConcurrentDictionary<long, long> _usedAt = new();

    public void Record(long apiKeyId)
    {
        if (_usedAt.ContainsKey(apiKeyId) || _usedAt.Count < MaxKeys)
        {
            _usedAt[apiKeyId] = time.GetUtcNow().ToUnixTimeSeconds();
        }
    }

    public async Task Write(CancellationToken cancellationToken)
    {
        foreach (var keys in _usedAt.ToArray().Chunk(KeysInTransaction))
        {
            await database.InTransaction(transaction => Write(transaction, keys, cancellationToken), cancellationToken);
            foreach (var written in keys)
            {
                // Keeps a later use that was recorded during the write.
                _usedAt.TryRemove(written);
            }
        }
    }

    private static async Task<int> Write(
        DatabaseTransaction transaction,
        KeyValuePair<long, long>[] keys,
        CancellationToken cancellationToken
    )
    {
        var written = 0;
        foreach (var (id, seconds) in keys)
        {
            var usedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var values = new StatementValues
            {
                ["id"] = id,
                ["usedAt"] = usedAt,
                ["before"] = usedAt - Interval,
                ["after"] = usedAt + Interval,
            };
            written += await transaction.Execute(ApiKeyUsageStatements.Write, values, cancellationToken);
        }

        return written;
    }
}
