using JobsService.Api.Admission;
using JobsService.Api.Authentication;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.UnitTests.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Admission;

internal sealed class StreamLimiterTests
{
    private FakeTimeProvider _time = new();
    private readonly List<string> _disconnected = [];

    [SetUp]
    public void Clear()
    {
        _disconnected.Clear();
        _time = new FakeTimeProvider();
    }

    [Test]
    public async Task Lists_within_the_limit_are_not_disconnected()
    {
        await using var limiter = new StreamLimiter(permitLimit: 2);
        Stream(limiter, organization: 1, "a");
        Stream(limiter, organization: 1, "b");

        Assert.That(_disconnected, Is.Empty);
    }

    [Test]
    public async Task Beyond_the_limit_the_slowest_list_of_the_organization_with_most_lists_is_disconnected()
    {
        await using var limiter = new StreamLimiter(permitLimit: 4);
        Stream(limiter, organization: 1, "fast", bytes: 1000);
        Stream(limiter, organization: 1, "slow", bytes: 10);
        Stream(limiter, organization: 1, "fair", bytes: 100);
        Stream(limiter, organization: 2, "slowest of all", bytes: 1);

        Stream(limiter, organization: 3, "new");

        Assert.That(_disconnected, Is.EqualTo(new[] { "slow" }));
    }

    [Test]
    public async Task A_new_list_of_the_organization_with_most_lists_disconnects_one_of_its_own()
    {
        await using var limiter = new StreamLimiter(permitLimit: 4);
        Stream(limiter, organization: 1, "a", bytes: 2);
        Stream(limiter, organization: 1, "b", bytes: 1);
        Stream(limiter, organization: 2, "c", bytes: 0);
        Stream(limiter, organization: 2, "d", bytes: 0);

        Stream(limiter, organization: 1, "new");

        Assert.That(_disconnected, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task Slow_lists_of_two_organizations_do_not_reduce_the_equal_share_of_a_third()
    {
        await using var limiter = new StreamLimiter(permitLimit: 9);
        for (var number = 0; number < 20; number++)
        {
            Stream(limiter, organization: 1, $"1.{number}");
            Stream(limiter, organization: 2, $"2.{number}");
        }

        foreach (var name in new[] { "3.a", "3.b", "3.c" })
        {
            Stream(limiter, organization: 3, name);
        }

        for (var number = 20; number < 40; number++)
        {
            Stream(limiter, organization: 1, $"1.{number}");
            Stream(limiter, organization: 2, $"2.{number}");
        }

        Assert.That(_disconnected, Has.None.StartsWith("3."));
    }

    [Test]
    public async Task The_read_rate_is_measured_since_the_request_became_a_stream()
    {
        await using var limiter = new StreamLimiter(permitLimit: 2);
        var progress = new StreamProgress { Bytes = 1_000_000 };
        Stream(limiter, organization: 1, "fast at first", progress);
        Stream(limiter, organization: 1, "steady", bytes: 100);
        progress.Bytes += 10;

        Stream(limiter, organization: 2, "new");

        Assert.That(_disconnected, Is.EqualTo(new[] { "fast at first" }));
    }

    [Test]
    public async Task A_list_that_has_ended_is_neither_counted_nor_disconnected()
    {
        await using var limiter = new StreamLimiter(permitLimit: 1);
        Stream(limiter, organization: 1, "ended").Dispose();

        Stream(limiter, organization: 2, "new");

        Assert.That(_disconnected, Is.Empty);
    }

    [Test]
    public async Task A_limit_of_0_never_disconnects_a_list()
    {
        await using var limiter = new StreamLimiter(permitLimit: 0);
        for (var number = 0; number < 100; number++)
        {
            Stream(limiter, organization: 1, $"{number}");
        }

        Assert.That(_disconnected, Is.Empty);
    }

    [Test]
    public void Only_lists_above_an_age_are_disconnected_by_it()
    {
        using var limiter = new StreamLimiter(permitLimit: 0);
        var progress = new StreamProgress();
        using var old = Stream(limiter, 1, "old", progress);
        _time.Advance(TimeSpan.FromSeconds(10));
        using var young = Stream(limiter, 1, "young");

        var count = limiter.DisconnectOlderThan(TimeSpan.FromSeconds(10), StreamOutcome.SnapshotTooOld);

        Assert.That(count, Is.EqualTo(1));
        Assert.That(_disconnected, Is.EqualTo(new[] { "old" }));
        Assert.That(progress.Ending, Is.EqualTo(StreamOutcome.SnapshotTooOld));
    }

    private void Stream(StreamLimiter limiter, long organization, string name, long bytes)
    {
        var progress = new StreamProgress();
        Stream(limiter, organization, name, progress);
        progress.Bytes = bytes;
    }

    private AdmittedRequest Stream(
        StreamLimiter limiter,
        long organization,
        string name,
        StreamProgress? progress = null
    )
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime(() => _disconnected.Add(name)));
        var secret = ApiKeySecret.Generate();
        var key = new ApiKeyCredential(
            1,
            organization,
            ApiKeyRole.OrganizationAdmin,
            secret.Hash(),
            Active: true,
            ExpiresAt: null
        );
        var request = new AdmittedRequest(
            context,
            organization,
            new RequestCaller { Credentials = new PresentedCredentials(organization, secret) },
            new ValidApiKeys(new FakeApiKeyCredentials { Found = key }, _time),
            ReleasingLease.Refused,
            limiter,
            ListenerLimiters.Default,
            _time
        );
        request.BecomeStream(progress ?? new StreamProgress());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        return request;
    }

    private sealed class Lifetime(Action abort) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => abort();
    }
}
