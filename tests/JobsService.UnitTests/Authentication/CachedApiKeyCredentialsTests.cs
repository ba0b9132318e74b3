using System.Security.Cryptography;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Authentication;

internal sealed class CachedApiKeyCredentialsTests
{
    private static readonly ApiKeyCredential Key = new(
        ApiKeyId: 1,
        OrganizationId: 7,
        ApiKeyRole.OrganizationAdmin,
        SecretHash: HashOf(1),
        Active: true,
        ExpiresAt: null
    );

    private FakeApiKeyCredentials _inner = null!;
    private FakeTimeProvider _time = null!;
    private CachedApiKeyCredentials _cached = null!;

    [SetUp]
    public void Create()
    {
        _inner = new FakeApiKeyCredentials { Found = Key };
        _time = new FakeTimeProvider();
        _cached = new CachedApiKeyCredentials(_inner.FindBySecretHash, new ApiKeyLookupLimiter(_time), _time);
    }

    [TearDown]
    public void Dispose() => _cached.Dispose();

    [Test]
    public async Task A_valid_key_is_looked_up_once_per_lifetime()
    {
        var first = await Find(1);
        _time.Advance(CachedApiKeyCredentials.Lifetime - TimeSpan.FromTicks(1));
        var second = await Find(1);

        Assert.That((first, second, _inner.LookUps), Is.EqualTo((Key, Key, 1)));
    }

    [Test]
    public async Task A_revoked_key_is_not_found_after_the_lifetime()
    {
        await Find(1);
        _inner.Found = null;
        _time.Advance(CachedApiKeyCredentials.Lifetime);

        Assert.That(await Find(1), Is.Null);
    }

    [Test]
    public void The_lifetime_is_one_second_less_than_the_documented_five() =>
        Assert.That(CachedApiKeyCredentials.Lifetime, Is.EqualTo(TimeSpan.FromSeconds(4)));

    [Test]
    public async Task An_invalid_secret_is_looked_up_once_per_lifetime()
    {
        _inner.Found = null;
        await Find(1);
        _time.Advance(CachedApiKeyCredentials.Lifetime - TimeSpan.FromTicks(1));
        var again = await Find(1);

        Assert.That((again, _inner.LookUps), Is.EqualTo(((ApiKeyCredential?)null, 1)));
    }

    [Test]
    public async Task A_key_that_becomes_valid_is_found_after_the_lifetime([Values] bool exists)
    {
        _inner.Found = exists ? Key with { Active = false } : null;
        await Find(1);
        _inner.Found = Key;
        _time.Advance(CachedApiKeyCredentials.Lifetime);

        Assert.That(await Find(1), Is.EqualTo(Key));
    }

    [Test]
    public async Task Forget_invalidates_cached_results([Values] bool wasValid)
    {
        _inner.Found = wasValid ? Key : null;
        await Find(1);
        _cached.Forget();
        _inner.Found = wasValid ? null : Key;

        Assert.That(await Find(1), Is.EqualTo(_inner.Found));
    }

    [Test]
    public async Task A_lookup_that_was_running_during_Forget_is_not_cached()
    {
        var slow = new SlowApiKeyCredentials(Key);
        using var cached = new CachedApiKeyCredentials(slow.FindBySecretHash, new ApiKeyLookupLimiter(_time), _time);
        var first = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        cached.Forget();
        slow.Answer();
        await first;

        var second = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        slow.Answer();
        await second;

        Assert.That(slow.LookUps, Is.EqualTo(2));
    }

    [Test]
    public async Task Forget_does_not_affect_WasValidRecently()
    {
        await Find(1);
        _cached.Forget();

        Assert.That(_cached.WasValidRecently(HashOf(1)), Is.True);
    }

    [Test]
    public async Task WasValidRecently_is_true_for_ten_minutes_but_does_not_authenticate()
    {
        await Find(1);
        _inner.Found = null;
        _time.Advance(CachedApiKeyCredentials.ValidRecently - TimeSpan.FromTicks(1));

        Assert.That(_cached.WasValidRecently(HashOf(1)), Is.True);
        Assert.That(await Find(1), Is.Null);
        Assert.That(_cached.WasValidRecently(HashOf(1)), Is.False);
    }

    [Test]
    public void WasValidRecently_is_false_for_an_unknown_secret() =>
        Assert.That(_cached.WasValidRecently(HashOf(1)), Is.False);

    [Test]
    public async Task Invalid_secrets_do_not_evict_valid_keys()
    {
        await Find(1);
        _inner.Found = null;
        for (var secret = 0; secret < CachedApiKeyCredentials.MaxInvalidSecrets * 3; secret++)
        {
            await _cached.FindBySecretHash(HashOfNumber(secret), CancellationToken.None);
        }

        var before = _inner.LookUps;

        Assert.That((await Find(1), _inner.LookUps), Is.EqualTo((Key, before)));
    }

    [Test]
    public async Task A_cached_key_is_not_returned_for_another_hash()
    {
        await Find(1);
        _inner.Found = null;

        Assert.That(await Find(2), Is.Null);
    }

    [Test]
    public async Task The_number_of_cached_keys_is_bounded()
    {
        for (var secret = 0; secret < CachedApiKeyCredentials.MaxKeys * 2; secret++)
        {
            await _cached.FindBySecretHash(HashOfNumber(secret), CancellationToken.None);
        }

        Assert.That(_cached.Count, Is.InRange(1, CachedApiKeyCredentials.MaxKeys));
    }

    [Test]
    public async Task Concurrent_requests_with_the_same_secret_share_one_query()
    {
        var slow = new SlowApiKeyCredentials(Key);
        using var cached = new CachedApiKeyCredentials(slow.FindBySecretHash, new ApiKeyLookupLimiter(_time), _time);
        var first = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        var second = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        slow.Answer();

        Assert.That((await first, await second, slow.LookUps), Is.EqualTo((Key, Key, 1)));
    }

    [Test]
    public async Task A_cancelled_request_does_not_cancel_the_shared_query()
    {
        var slow = new SlowApiKeyCredentials(Key);
        using var cached = new CachedApiKeyCredentials(slow.FindBySecretHash, new ApiKeyLookupLimiter(_time), _time);
        using var left = new CancellationTokenSource();
        var first = cached.FindBySecretHash(HashOf(1), left.Token);
        var second = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        await left.CancelAsync();
        slow.Answer();

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await second, Is.EqualTo(Key));
    }

    [Test]
    public async Task A_lookup_beyond_the_limit_is_refused_after_a_second()
    {
        var slow = new SlowApiKeyCredentials(Key);
        using var cached = new CachedApiKeyCredentials(slow.FindBySecretHash, new ApiKeyLookupLimiter(_time), _time);
        for (var secret = 0; secret < ApiKeyLookupLimiter.Lookups; secret++)
        {
            _ = cached.FindBySecretHash(HashOfNumber(secret), CancellationToken.None);
        }

        var waiting = cached.FindBySecretHash(HashOf(1), CancellationToken.None);
        var wasWaiting = !waiting.IsCompleted;
        _time.Advance(ApiKeyLookupLimiter.LongestWait);

        Assert.That(wasWaiting, Is.True);
        Assert.That(async () => await waiting, Throws.InstanceOf<DatabaseUnavailableException>());
        Assert.That(slow.LookUps, Is.EqualTo(ApiKeyLookupLimiter.Lookups));
    }

    private Task<ApiKeyCredential?> Find(byte secret) =>
        _cached.FindBySecretHash(HashOf(secret), CancellationToken.None);

    private static byte[] HashOfNumber(int secret) => SHA256.HashData(BitConverter.GetBytes(secret));

    private static byte[] HashOf(byte secret) => [.. Enumerable.Repeat(secret, 32)];

    /// <summary>Completes a lookup when <see cref="Answer"/> is called.</summary>
    private sealed class SlowApiKeyCredentials(ApiKeyCredential key)
    {
        private TaskCompletionSource<ApiKeyCredential?> _answer = new();

        public int LookUps { get; private set; }

        public void Answer() => _answer.SetResult(key);

        public Task<ApiKeyCredential?> FindBySecretHash(
            ReadOnlyMemory<byte> secretHash,
            CancellationToken cancellationToken
        )
        {
            LookUps++;
            _answer = new TaskCompletionSource<ApiKeyCredential?>();
            return _answer.Task;
        }
    }
}
