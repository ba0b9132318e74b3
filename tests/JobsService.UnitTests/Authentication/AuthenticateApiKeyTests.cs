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
    public async Task A_good_key_is_its_caller()
    {
        var caller = await Authenticate(organizationId: 7, Stored(_secret));

        Assert.That(caller, Is.EqualTo(new Caller(7, ApiKeyRole.OrganizationAdmin, ApiKeyId: 3)));
    }

    [Test]
    public async Task Nobody_is_the_caller_of_a_key_that_does_not_exist()
    {
        Assert.That(await Authenticate(7, stored: null), Is.Null);
    }

    [Test]
    public async Task Nobody_is_the_caller_of_another_organizations_key()
    {
        Assert.That(await Authenticate(8, Stored(_secret)), Is.Null);
    }

    [Test]
    public async Task Nobody_is_the_caller_of_an_inactive_key()
    {
        Assert.That(await Authenticate(7, Stored(_secret) with { Active = false }), Is.Null);
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    public async Task A_key_is_good_until_the_moment_at_which_it_expires(int seconds, bool isGood)
    {
        var expiring = Stored(_secret) with { ExpiresAt = _time.GetUtcNow().AddSeconds(seconds) };

        Assert.That(await Authenticate(7, expiring) is not null, Is.EqualTo(isGood));
    }

    [Test]
    public async Task A_row_with_another_hash_is_not_trusted_whatever_the_database_found()
    {
        Assert.That(await Authenticate(7, Stored(ApiKeySecret.Generate())), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_published_key_is_good_only_where_it_is_accepted(bool accepted)
    {
        Assert.That(ApiKeySecret.TryParse(PublishedKey.Credentials.Split(':')[1], out var published), Is.True);
        _apiKeys.Found = new ApiKeyCredential(
            1,
            1,
            ApiKeyRole.SystemAdmin,
            PublishedKey.SecretHash,
            Active: true,
            ExpiresAt: null
        );

        var outcome = await Handler(accepted)
            .Handle(new AuthenticateApiKey(new(1, published!), Here), CancellationToken.None);

        Assert.That(outcome.Caller is not null, Is.EqualTo(accepted));
    }

    [Test]
    public async Task Only_a_key_that_is_good_is_noted_as_used()
    {
        await Authenticate(7, Stored(_secret));
        await Authenticate(8, Stored(_secret));
        await Authenticate(7, stored: null);

        Assert.That(_usage.Noted, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task Many_bad_credentials_are_told_to_wait_and_then_not_even_looked_up()
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
            "After 3 times the failures that are answered as such, they cost no query."
        );
    }

    [Test]
    public async Task An_old_secret_that_is_tried_without_end_does_not_stop_a_new_one_from_its_own_address()
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
    public async Task A_key_that_was_good_lately_is_good_in_the_middle_of_an_attack_from_its_own_address()
    {
        await FailOften(Here);
        var unknown = await Handle(7, Stored(_secret));
        _apiKeys.IsGoodLately = true;
        var known = await Handle(7, Stored(_secret));

        Assert.That(unknown.Caller, Is.Null, "Nobody can tell it from one more guess.");
        Assert.That((known.Caller?.ApiKeyId, known.RetryAfter), Is.EqualTo((3L, (TimeSpan?)null)));
    }

    [Test]
    public async Task A_good_key_is_good_in_the_middle_of_an_attack_on_its_organization_from_everywhere_else()
    {
        for (byte last = 1; last < 100; last++)
        {
            await FailOften(ClientNetwork.Of(new IPAddress([10, 0, 0, last])), times: 5);
        }

        var outcome = await Handle(7, Stored(_secret));

        Assert.That(outcome.Caller, Is.Not.Null);
    }

    [Test]
    public async Task While_an_organization_is_under_attack_an_address_gets_one_look_up_for_it()
    {
        for (byte last = 1; last < 100; last++)
        {
            await FailOften(ClientNetwork.Of(new IPAddress([10, 0, 0, last])), times: 5);
        }

        var before = _apiKeys.LookUps;
        var first = await Guess(Here);
        var second = await Guess(Here);
        var third = await Guess(Here, organizationId: 8);

        Assert.That(_apiKeys.LookUps - before, Is.EqualTo(2), "One for it, and one for another organization.");
        Assert.That((first.RetryAfter, third.RetryAfter), Is.EqualTo(((TimeSpan?)null, (TimeSpan?)null)));
        Assert.That(second.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task After_a_minute_all_is_forgiven()
    {
        await FailOften(Here);
        _time.Advance(TimeSpan.FromMinutes(1));

        var bad = await Handle(organizationId: 7, stored: null);
        var good = await Handle(7, Stored(_secret));

        Assert.That((bad.RetryAfter, good.Caller?.ApiKeyId), Is.EqualTo(((TimeSpan?)null, 3L)));
    }

    [Test]
    public async Task What_no_key_could_have_counts_as_well()
    {
        AuthenticationOutcome last = default;
        for (var number = 0; number < 31; number++)
        {
            last = await Handler(accepted: false).Handle(new AuthenticateApiKey(null, Here), CancellationToken.None);
        }

        Assert.That(last.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task Without_limits_nothing_is_slowed_down()
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
        new(_apiKeys, _usage, _failures, new PublishedKeyPolicy(accepted), _time);

    private static ApiKeyCredential Stored(ApiKeySecret secret) =>
        new(ApiKeyId: 3, OrganizationId: 7, ApiKeyRole.OrganizationAdmin, secret.Hash(), Active: true, ExpiresAt: null);
}
