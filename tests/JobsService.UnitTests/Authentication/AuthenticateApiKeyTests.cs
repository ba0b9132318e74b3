using System.Net;
using JobsService.Application.Authentication;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Authentication;

internal sealed class AuthenticateApiKeyTests
{
    private static readonly ClientNetwork Here = ClientNetwork.Of(IPAddress.Parse("192.0.2.1"));

    private readonly ApiKeySecret _secret = ApiKeySecret.Generate();
    private readonly ApiKeySecret _another = ApiKeySecret.Generate();
    private FakeTimeProvider _time = null!;
    private AuthenticationThrottleOptions _options = null!;
    private FakeApiKeyCredentials _apiKeys = null!;
    private FakeApiKeyUsage _usage = null!;
    private AuthenticationThrottle _failures = null!;

    [SetUp]
    public void Create()
    {
        _time = new FakeTimeProvider();
        _options = new AuthenticationThrottleOptions();
        _apiKeys = new FakeApiKeyCredentials();
        _usage = new FakeApiKeyUsage();
        _failures = new AuthenticationThrottle(_options, _time);
    }

    [Test]
    public async Task A_valid_key_authenticates_its_caller()
    {
        var caller = await Authenticate(organizationId: 7, Stored(_secret));

        Assert.That(caller, Is.EqualTo(new Caller(7, ApiKeyRole.OrganizationAdmin, ApiKeyId: 3)));
    }

    [Test]
    public async Task An_unknown_key_does_not_authenticate()
    {
        Assert.That(await Authenticate(7, stored: null), Is.Null);
    }

    [Test]
    public async Task A_key_with_the_id_of_another_organization_does_not_authenticate()
    {
        Assert.That(await Authenticate(8, Stored(_secret)), Is.Null);
    }

    [Test]
    public async Task An_inactive_key_does_not_authenticate()
    {
        Assert.That(await Authenticate(7, Stored(_secret) with { Active = false }), Is.Null);
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    public async Task A_key_is_valid_until_it_expires(int seconds, bool isValid)
    {
        var expiring = Stored(_secret) with { ExpiresAt = _time.GetUtcNow().AddSeconds(seconds) };

        Assert.That(await Authenticate(7, expiring) is not null, Is.EqualTo(isValid));
    }

    [Test]
    public async Task A_stored_key_with_a_different_hash_does_not_authenticate()
    {
        Assert.That(await Authenticate(7, Stored(ApiKeySecret.Generate())), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_published_key_authenticates_only_if_the_policy_accepts_it(bool accepted)
    {
        Assert.That(ApiKeySecret.TryParse(PublishedKey.Example.Credentials.Split(':')[1], out var published), Is.True);
        _apiKeys.Found = new ApiKeyCredential(
            1,
            1,
            ApiKeyRole.SystemAdmin,
            PublishedKey.Example.SecretHash,
            Active: true,
            ExpiresAt: null
        );

        var outcome = await Handler(accepted)
            .Handle(new AuthenticateApiKey(new(1, published!), Here), CancellationToken.None);

        Assert.That(outcome.Caller is not null, Is.EqualTo(accepted));
    }

    [Test]
    public async Task Only_the_use_of_a_valid_key_is_recorded()
    {
        await Authenticate(7, Stored(_secret));
        await Authenticate(8, Stored(_secret));
        await Authenticate(7, stored: null);

        Assert.That(_usage.Recorded, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task Many_invalid_credentials_are_throttled_and_then_no_longer_looked_up()
    {
        List<TimeSpan?> waits = [];
        for (var number = 0; number < 200; number++)
        {
            waits.Add((await Guess(Here)).RetryAfter);
        }

        Assert.That(waits.Take(30), Is.All.Null);
        Assert.That(waits.Skip(30), Is.All.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(
            _apiKeys.LookUps,
            Is.EqualTo(91),
            "After 3 times the limit of failures, there are no more lookups."
        );
    }

    [Test]
    public async Task An_outdated_secret_that_is_used_repeatedly_does_not_block_a_new_one_from_the_same_address()
    {
        for (var number = 0; number < 1_000; number++)
        {
            await Handle(organizationId: 7, stored: null);
        }

        var old = await Handle(organizationId: 7, stored: null);
        _apiKeys.Found = Stored(_another);
        var replacement = await Handler(accepted: false)
            .Handle(new AuthenticateApiKey(new(7, _another), Here), CancellationToken.None);

        Assert.That(old.RetryAfter, Is.Not.Null);
        Assert.That(replacement.Caller, Is.Not.Null);
    }

    [Test]
    public async Task A_recently_valid_key_authenticates_during_an_attack_from_the_same_address()
    {
        await FailOften(Here);
        var unknown = await Handle(7, Stored(_secret));
        _apiKeys.WereValidRecently = true;
        var known = await Handle(7, Stored(_secret));

        Assert.That(unknown.Caller, Is.Null, "It is indistinguishable from another guess.");
        Assert.That((known.Caller?.ApiKeyId, known.RetryAfter), Is.EqualTo((3L, (TimeSpan?)null)));
    }

    [Test]
    public async Task A_valid_key_authenticates_during_a_distributed_attack_on_its_organization()
    {
        for (byte last = 1; last < 100; last++)
        {
            await FailOften(ClientNetwork.Of(new IPAddress([10, 0, 0, last])), times: 5);
        }

        var outcome = await Handle(7, Stored(_secret));

        Assert.That(outcome.Caller, Is.Not.Null);
    }

    [Test]
    public async Task An_address_gets_one_lookup_for_an_organization_that_is_under_attack()
    {
        for (byte last = 1; last < 100; last++)
        {
            await FailOften(ClientNetwork.Of(new IPAddress([10, 0, 0, last])), times: 5);
        }

        var before = _apiKeys.LookUps;
        var first = await Guess(Here);
        var second = await Guess(Here);
        var third = await Guess(Here, organizationId: 8);

        Assert.That(
            _apiKeys.LookUps - before,
            Is.EqualTo(2),
            "One lookup for the attacked organization, and one for another organization."
        );
        Assert.That((first.RetryAfter, third.RetryAfter), Is.EqualTo(((TimeSpan?)null, (TimeSpan?)null)));
        Assert.That(second.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task Failures_do_not_count_after_a_minute()
    {
        await FailOften(Here);
        _time.Advance(TimeSpan.FromMinutes(1));

        var bad = await Handle(organizationId: 7, stored: null);
        var good = await Handle(7, Stored(_secret));

        Assert.That((bad.RetryAfter, good.Caller?.ApiKeyId), Is.EqualTo(((TimeSpan?)null, 3L)));
    }

    [Test]
    public async Task Malformed_credentials_count_as_failures()
    {
        AuthenticationOutcome last = default;
        for (var number = 0; number < 31; number++)
        {
            last = await Handler(accepted: false).Handle(new AuthenticateApiKey(null, Here), CancellationToken.None);
        }

        Assert.That(last.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task Limits_of_0_disable_throttling()
    {
        _options.FailuresPerMinutePerAddress = 0;
        _options.FailuresPerMinutePerOrganization = 0;
        await FailOften(Here, times: 1_000);

        var bad = await Handle(organizationId: 7, stored: null);

        Assert.That((bad.RetryAfter, _apiKeys.LookUps), Is.EqualTo(((TimeSpan?)null, 1_001)));
    }

    private async Task FailOften(ClientNetwork client, int times = 100)
    {
        for (var number = 0; number < times; number++)
        {
            await Guess(client);
        }
    }

    private Task<AuthenticationOutcome> Guess(ClientNetwork client, long organizationId = 7)
    {
        _apiKeys.Found = null;
        var request = new AuthenticateApiKey(new(organizationId, ApiKeySecret.Generate()), client);
        return Handler(accepted: false).Handle(request, CancellationToken.None);
    }

    private async Task<Caller?> Authenticate(long organizationId, ApiKeyCredential? stored) =>
        (await Handle(organizationId, stored)).Caller;

    private Task<AuthenticationOutcome> Handle(long organizationId, ApiKeyCredential? stored)
    {
        _apiKeys.Found = stored;
        return Handler(accepted: false)
            .Handle(new AuthenticateApiKey(new(organizationId, _secret), Here), CancellationToken.None);
    }

    private AuthenticateApiKeyHandler Handler(bool accepted) =>
        new(_apiKeys, new ValidApiKeys(_apiKeys, _time), _usage, _failures, new PublishedKeyPolicy(accepted));

    private static ApiKeyCredential Stored(ApiKeySecret secret) =>
        new(ApiKeyId: 3, OrganizationId: 7, ApiKeyRole.OrganizationAdmin, secret.Hash(), Active: true, ExpiresAt: null);
}
