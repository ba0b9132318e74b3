using System.Collections.Concurrent;
using JobsService.Application.Authentication;
using JobsService.Application.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace JobsService.Infrastructure.Authentication;

/// <summary>
/// Caches valid and invalid secrets for a few seconds, so that a polling client costs one query instead of two, and a client with
/// an invalid key costs none. A key that is revoked, or whose organization is deactivated, is accepted for at most
/// <see cref="Lifetime"/> after its last lookup.
/// </summary>
/// <remarks>
/// Valid and invalid secrets have separate bounded caches, so that invalid ones can neither exhaust the memory nor evict valid
/// ones. Concurrent requests with the same secret share one query, which prevents a cache stampede; a limiter bounds all queries.
/// </remarks>
/// <param name="find">Looks a key up in the database, by the hash of its secret.</param>
/// <param name="limiter">Bounds the lookups.</param>
/// <param name="time">The clock.</param>
internal sealed class CachedApiKeyCredentials(
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<ApiKeyCredential?>> find,
    ApiKeyLookupLimiter limiter,
    TimeProvider time
) : IApiKeyCredentials, IDisposable
{
    /// <summary>
    /// How long a result is cached: one second less than the documented five, which leaves time for the lookup itself.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(4);

    /// <summary>How long <see cref="WasValidRecently"/> is true after a successful lookup.</summary>
    public static readonly TimeSpan ValidRecently = TimeSpan.FromMinutes(10);

    /// <summary>The maximum number of cached valid keys; with more, some are looked up again sooner.</summary>
    public const int MaxKeys = 10_000;

    /// <summary>The maximum number of cached invalid secrets; with more, some are looked up again.</summary>
    public const int MaxInvalidSecrets = 10_000;

    private readonly MemoryCache _validKeys = new(new MemoryCacheOptions { SizeLimit = MaxKeys });
    private readonly FixedWindowCounter<UInt128> _invalidSecrets = new(Lifetime, MaxInvalidSecrets, time);

    // The generation is part of the key, so that a request after a change of keys does not share a lookup from before it.
    private readonly ConcurrentDictionary<
        (UInt128 Secret, int Generation),
        TaskCompletionSource<ApiKeyCredential?>
    > _lookups = new();

    // Incremented by every invalidation; entries of an earlier generation are outdated.
    private int _generation;

    /// <summary>The number of cached valid keys.</summary>
    public int Count => _validKeys.Count;

    public async Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        var secret = SecretFingerprint.Of(secretHash);
        var generation = Volatile.Read(ref _generation);
        if (
            _validKeys.TryGetValue(secret, out CacheEntry? cached)
            && cached!.Generation == generation
            && time.GetElapsedTime(cached.QueriedAt) < Lifetime
        )
        {
            return cached.Credential;
        }

        if (_invalidSecrets.Count(secret) > 0)
        {
            return null;
        }

        var lookup = new TaskCompletionSource<ApiKeyCredential?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = _lookups.GetOrAdd((secret, generation), lookup);
        if (shared == lookup)
        {
            _ = LookUp(secretHash, secret, generation, lookup);
        }

        return await shared.Task.WaitAsync(cancellationToken);
    }

    public bool WasValidRecently(ReadOnlyMemory<byte> secretHash) =>
        _validKeys.TryGetValue(SecretFingerprint.Of(secretHash), out CacheEntry? cached)
        && time.GetElapsedTime(cached!.QueriedAt) < ValidRecently;

    public void Forget()
    {
        // Entries stay in the cache for WasValidRecently, which grants a lookup but does not authenticate.
        Interlocked.Increment(ref _generation);
        _invalidSecrets.Clear();
    }

    public void Dispose()
    {
        _validKeys.Dispose();
        limiter.Dispose();
    }

    // Not cancelled with its request, because other requests share the lookup; the database's timeouts bound it.
    private async Task LookUp(
        ReadOnlyMemory<byte> secretHash,
        UInt128 secret,
        int generation,
        TaskCompletionSource<ApiKeyCredential?> lookup
    )
    {
        try
        {
            using var lease = await limiter.Acquire();

            // Taken before the query, because the key may be revoked while the query runs.
            var queriedAt = time.GetTimestamp();
            var key = await find(secretHash, CancellationToken.None);
            Remember(secret, key, queriedAt, generation);

            // Removed before completion, so that no later request shares this result.
            _lookups.TryRemove((secret, generation), out _);
            lookup.SetResult(key);
        }
        catch (Exception exception)
        {
            _lookups.TryRemove((secret, generation), out _);
            lookup.SetException(exception);
        }
    }

    private void Remember(UInt128 secret, ApiKeyCredential? key, long queriedAt, int generation)
    {
        if (key is { Active: true })
        {
            // The expiration only frees memory; QueriedAt decides whether an entry is still valid.
            var entry = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = ValidRecently };
            _validKeys.Set(secret, new CacheEntry(key, queriedAt, generation), entry);
            return;
        }

        _validKeys.Remove(secret);
        if (generation == Volatile.Read(ref _generation))
        {
            _invalidSecrets.Add(secret);
        }
    }

    private sealed record CacheEntry(ApiKeyCredential Credential, long QueriedAt, int Generation);
}
