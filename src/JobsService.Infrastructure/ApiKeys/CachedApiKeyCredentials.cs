using JobsService.Application.ApiKeys;
using Microsoft.Extensions.Caching.Memory;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>
/// Knows a key again for a few seconds, so that a client that polls costs one query and not two. A key that was revoked, or
/// whose organization was, is good for <see cref="Lifetime"/> after its last look-up at most; a new one is good at once.
/// </summary>
/// <remarks>
/// Only keys that are good are kept, by the hash of their secret, and so many at most that bad credentials and many keys cannot
/// fill the memory.
/// </remarks>
internal sealed class CachedApiKeyCredentials(IApiKeyCredentials inner, TimeProvider time)
    : IApiKeyCredentials,
        IDisposable
{
    /// <summary>Less than the five seconds that are promised, for the time that the look-up itself takes.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(4);

    /// <summary>The greatest number of keys that are known at once; of more, some are looked up again sooner.</summary>
    public const int MaxKeys = 10_000;

    private readonly MemoryCache _found = new(new MemoryCacheOptions { SizeLimit = MaxKeys });

    /// <summary>How many keys are known now.</summary>
    public int Count => _found.Count;

    public async Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        var cacheKey = Convert.ToBase64String(secretHash.Span);
        if (_found.TryGetValue(cacheKey, out Found? found) && time.GetElapsedTime(found!.AskedAt) < Lifetime)
        {
            return found.Credential;
        }

        // Before the question, not after the answer: a key may be revoked in between.
        var askedAt = time.GetTimestamp();
        var key = await inner.FindBySecretHash(secretHash, cancellationToken);
        if (key is { Active: true })
        {
            // The cache's own clock frees the memory; it is AskedAt that keeps the promise.
            var entry = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime };
            _found.Set(cacheKey, new Found(key, askedAt), entry);
        }

        return key;
    }

    public void Dispose() => _found.Dispose();

    private sealed record Found(ApiKeyCredential Credential, long AskedAt);
}
