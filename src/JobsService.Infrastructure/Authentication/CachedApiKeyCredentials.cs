using System.Collections.Concurrent;
using JobsService.Application.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace JobsService.Infrastructure.Authentication;

/// <summary>
/// Knows a secret again for a few seconds, good or bad, so that a client that polls costs one query and not two, and one that
/// polls with a bad key none. A key that was revoked, or whose organization was, is good for <see cref="Lifetime"/> after its
/// last look-up at most; a new one is good at once.
/// </summary>
/// <remarks>
/// Good and bad ones are kept apart, each with a bound, so that bad ones can neither fill the memory nor push good ones out.
/// Requests that look up the same secret at the same time share one query (cache stampede), and all queries share a limit.
/// </remarks>
internal sealed class CachedApiKeyCredentials(IApiKeyCredentials inner, ApiKeyLookupLimiter limiter, TimeProvider time)
    : IApiKeyCredentials,
        IDisposable
{
    /// <summary>Less than the five seconds that are promised, for the time that the look-up itself takes.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(4);

    /// <summary>How long it is remembered that a key was good, though it must be looked up again.</summary>
    public static readonly TimeSpan ValidRecently = TimeSpan.FromMinutes(10);

    /// <summary>The greatest number of good keys that are known at once; of more, some are looked up again sooner.</summary>
    public const int MaxKeys = 10_000;

    /// <summary>The greatest number of bad secrets that are known at once; of more, some are looked up again.</summary>
    public const int MaxInvalidSecrets = 10_000;

    private readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = MaxKeys });
    private readonly FixedWindowCounter<UInt128> _bad = new(Lifetime, MaxInvalidSecrets, time);

    // By the generation too: a request that comes after a change must not share the answer from before it.
    private readonly ConcurrentDictionary<
        (UInt128 Secret, int Generation),
        TaskCompletionSource<ApiKeyCredential?>
    > _lookups = new();

    // Counts the times that all was forgotten: what was asked before then is not relied on after.
    private int _generation;

    /// <summary>How many good keys are known now.</summary>
    public int Count => _good.Count;

    public async Task<ApiKeyCredential?> FindBySecretHash(
        ReadOnlyMemory<byte> secretHash,
        CancellationToken cancellationToken
    )
    {
        var secret = SecretFingerprint.Of(secretHash);
        var generation = Volatile.Read(ref _generation);
        if (
            _good.TryGetValue(secret, out Found? found)
            && found!.Generation == generation
            && time.GetElapsedTime(found.AskedAt) < Lifetime
        )
        {
            return found.Credential;
        }

        if (_bad.Count(secret) > 0)
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
        _good.TryGetValue(SecretFingerprint.Of(secretHash), out Found? found)
        && time.GetElapsedTime(found!.AskedAt) < ValidRecently;

    public void Forget()
    {
        // That a key was good lately stays known: it earns a look-up, and nothing more.
        Interlocked.Increment(ref _generation);
        _bad.Clear();
    }

    public void Dispose()
    {
        _good.Dispose();
        limiter.Dispose();
    }

    // Without a caller's token: others wait for the same answer, and the database's own time-outs end it.
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

            // Before the question, not after the answer: a key may be revoked in between.
            var askedAt = time.GetTimestamp();
            var key = await inner.FindBySecretHash(secretHash, CancellationToken.None);
            Remember(secret, key, askedAt, generation);

            // No request that comes later may share this answer.
            _lookups.TryRemove((secret, generation), out _);
            lookup.SetResult(key);
        }
        catch (Exception exception)
        {
            _lookups.TryRemove((secret, generation), out _);
            lookup.SetException(exception);
        }
    }

    private void Remember(UInt128 secret, ApiKeyCredential? key, long askedAt, int generation)
    {
        if (key is { Active: true })
        {
            // The cache's own clock frees the memory; it is AskedAt that keeps the promise.
            var entry = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = ValidRecently };
            _good.Set(secret, new Found(key, askedAt, generation), entry);
            return;
        }

        _good.Remove(secret);
        if (generation == Volatile.Read(ref _generation))
        {
            _bad.Add(secret);
        }
    }

    private sealed record Found(ApiKeyCredential Credential, long AskedAt, int Generation);
}
