using System.Collections.Concurrent;
using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>Keeps when keys were last used, and writes it, on every engine.</summary>
internal sealed class ApiKeyUsage(StatementExecutor database, TimeProvider time) : IApiKeyUsage
{
    /// <summary>The greatest number of keys that are noted between two writes; the others wait for the next.</summary>
    public const int MaxKeys = 10_000;

    /// <summary>How much time at least is between two times that are written of a key.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // So that other writers get their turn.
    private const int KeysInTransaction = 200;

    private readonly ConcurrentDictionary<long, long> _usedAt = new();

    public void Note(long apiKeyId)
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
                // Not what was noted meanwhile.
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
