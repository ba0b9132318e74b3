using System.Net;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Authentication;

/// <summary>Memory stays bounded during a distributed attack with a million different invalid credentials.</summary>
internal sealed class CredentialFloodTests
{
    private const int Attempts = 1_000_000;
    private const long Bound = 20_000_000;

    [Test]
    public async Task A_million_different_invalid_credentials_use_less_than_20_MB_of_memory()
    {
        var time = new FakeTimeProvider();
        using var cached = new CachedApiKeyCredentials(
            new FakeApiKeyCredentials().FindBySecretHash,
            new ApiKeyLookupLimiter(time),
            time
        );
        var handler = new AuthenticateApiKeyHandler(
            cached,
            new ValidApiKeys(cached, time),
            new FakeApiKeyUsage(),
            new AuthenticationThrottle(new AuthenticationThrottleOptions(), time),
            new PublishedKeyPolicy(accepted: false)
        );
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var number = 0; number < Attempts; number++)
        {
            // Ten attempts per address, so that some are throttled and most are not.
            var address = new IPAddress(BitConverter.GetBytes(number / 10));
            var outcome = await handler.Handle(
                new AuthenticateApiKey(new(number % 50_000, ApiKeySecret.Generate()), ClientNetwork.Of(address)),
                CancellationToken.None
            );
            Assert.That(outcome.Caller, Is.Null);
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(growth, Is.LessThan(Bound), $"{Attempts} attempts left {growth} bytes.");
        GC.KeepAlive(handler);
    }
}
