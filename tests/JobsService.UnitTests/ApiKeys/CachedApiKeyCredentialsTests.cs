using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.ApiKeys;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.ApiKeys;

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
        _cached = new CachedApiKeyCredentials(_inner, _time);
    }

    [TearDown]
    public void Dispose() => _cached.Dispose();

    [Test]
    public async Task A_key_is_looked_up_once_in_its_lifetime()
    {
        var first = await Find(1);
        _time.Advance(CachedApiKeyCredentials.Lifetime - TimeSpan.FromTicks(1));
        var second = await Find(1);

        Assert.That((first, second, _inner.LookUps), Is.EqualTo((Key, Key, 1)));
    }

    [Test]
    public async Task A_key_that_was_revoked_is_not_found_after_its_lifetime()
    {
        await Find(1);
        _inner.Found = null;
        _time.Advance(CachedApiKeyCredentials.Lifetime);

        Assert.That(await Find(1), Is.Null);
    }

    [Test]
    public void The_lifetime_leaves_a_second_of_the_five_that_are_promised_for_the_look_up() =>
        Assert.That(CachedApiKeyCredentials.Lifetime, Is.EqualTo(TimeSpan.FromSeconds(4)));

    [Test]
    public async Task A_key_that_becomes_active_again_is_good_at_once()
    {
        _inner.Found = Key with { Active = false };
        await Find(1);
        _inner.Found = Key;

        Assert.That(await Find(1), Is.EqualTo(Key));
    }

    [Test]
    public async Task A_key_that_was_made_after_somebody_tried_it_is_good_at_once()
    {
        _inner.Found = null;
        await Find(1);
        _inner.Found = Key;

        Assert.That(await Find(1), Is.EqualTo(Key));
    }

    [Test]
    public async Task A_key_is_known_by_its_own_hash_only()
    {
        await Find(1);
        _inner.Found = null;

        Assert.That(await Find(2), Is.Null);
    }

    [Test]
    public async Task No_more_keys_are_kept_than_the_bound_allows()
    {
        for (var secret = 0; secret < CachedApiKeyCredentials.MaxKeys * 2; secret++)
        {
            await _cached.FindBySecretHash(BitConverter.GetBytes(secret), CancellationToken.None);
        }

        Assert.That(_cached.Count, Is.InRange(1, CachedApiKeyCredentials.MaxKeys));
    }

    private Task<ApiKeyCredential?> Find(byte secret) =>
        _cached.FindBySecretHash(HashOf(secret), CancellationToken.None);

    private static byte[] HashOf(byte secret) => [.. Enumerable.Repeat(secret, 32)];
}
