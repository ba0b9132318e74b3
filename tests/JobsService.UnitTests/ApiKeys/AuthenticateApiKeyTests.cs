using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.ApiKeys;

internal sealed class AuthenticateApiKeyTests
{
    private readonly ApiKeySecret _secret = ApiKeySecret.Generate();
    private readonly FakeTimeProvider _time = new();

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
        var request = new AuthenticateApiKey(1, published!);
        var stored = new ApiKeyCredential(
            1,
            1,
            ApiKeyRole.SystemAdmin,
            PublishedKey.SecretHash,
            Active: true,
            ExpiresAt: null
        );

        var caller = await Handler(stored, accepted).Handle(request, CancellationToken.None);

        Assert.That(caller is not null, Is.EqualTo(accepted));
    }

    private Task<Caller?> Authenticate(long organizationId, ApiKeyCredential? stored) =>
        Handler(stored, accepted: false)
            .Handle(new AuthenticateApiKey(organizationId, _secret), CancellationToken.None);

    private AuthenticateApiKeyHandler Handler(ApiKeyCredential? stored, bool accepted) =>
        new(new FakeApiKeyCredentials { Found = stored }, new PublishedKeyPolicy(accepted), _time);

    private static ApiKeyCredential Stored(ApiKeySecret secret) =>
        new(ApiKeyId: 3, OrganizationId: 7, ApiKeyRole.OrganizationAdmin, secret.Hash(), Active: true, ExpiresAt: null);
}
