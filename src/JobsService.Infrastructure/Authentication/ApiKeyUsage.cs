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
        // All replicas lock the keys in the order of their ids; otherwise two of them could deadlock.
        foreach (var keys in _usedAt.OrderBy(use => use.Key).Chunk(KeysInTransaction))
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

/// <summary>The statement that writes the last use of API keys; the same for every database.</summary>
internal static class ApiKeyUsageStatements
{
    /// <summary>
    /// All replicas record the same keys; the first one in each minute writes. A time in the future, written by a replica whose
    /// clock was ahead, is overwritten.
    /// </summary>
    public static readonly Statement Write = new(
        """
        UPDATE api_keys
        SET last_used_at = @usedAt
        WHERE id = @id AND (last_used_at IS NULL OR last_used_at <= @before OR last_used_at > @after)
        """,
        ("usedAt", ColumnType.Time),
        ("id", ColumnType.BigInt),
        ("before", ColumnType.Time),
        ("after", ColumnType.Time)
    )
    {
        NoOrganizationScope = "It writes the last use of keys that have authenticated, and returns no data.",
    };
}
