using System.Net;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Admission;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.RateLimiting;

/// <summary>Rate limits of API keys and concurrency limits of organizations.</summary>
[CancelAfter(60_000)]
internal sealed class CallerLimitTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int ConcurrentRequests = 50;

    // The clock stands still, so that all requests of a test are in the same second.
    private FakeTimeProvider _time = null!;

    [SetUp]
    public void StopTheClock() => _time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());

    [Test]
    public async Task A_key_over_its_rate_limit_gets_429_with_Retry_After_and_others_are_served()
    {
        var (greedy, other) = (await Database.AddKey(1), await Database.AddKey(1));
        await using var service = await Start("RequestsPerSecondPerKey", 1);

        // The limit is one request per second, so that most of these are rejected.
        var responses = await Task.WhenAll(
            Enumerable.Range(0, ConcurrentRequests).Select(_ => service.Get(Routes.Unfinished, greedy))
        );
        using var ofOther = await service.Get(Routes.Unfinished, other);

        var refused = responses.First(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(responses.Select(response => response.StatusCode), Has.Some.EqualTo(HttpStatusCode.OK));
            Assert.That((await Envelope.Of(refused)).ErrorCode, Is.EqualTo("too_many_requests"));
            Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(Header(refused, "X-RateLimit-Remaining"), Is.EqualTo("0"));
            Assert.That(ofOther.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase(Routes.Unfinished, HttpStatusCode.OK)]
    [TestCase("/ga/api/v2/jobs/4711", HttpStatusCode.NotFound)]
    [TestCase(Routes.AllOnAllOrganizations, HttpStatusCode.Forbidden)]
    [TestCase(Routes.Unfinished + "?page=x", HttpStatusCode.BadRequest)]
    public async Task Every_authenticated_response_has_rate_limit_headers(string path, HttpStatusCode status)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(path, key);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(
            new[] { "Limit", "Remaining", "Reset" }.Select(name => Header(response, $"X-RateLimit-{name}")),
            Is.EqualTo(new[] { "1000", "999", "1" })
        );
    }

    [TestCase(null, Routes.Unfinished)]
    [TestCase(null, "/health/live")]
    [TestCase("1:bad", Routes.Unfinished)]
    public async Task Unauthenticated_responses_have_no_rate_limit_headers(string? key, string path)
    {
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(path, key);

        Assert.That(Header(response, "X-RateLimit-Limit"), Is.Null);
    }

    [Test]
    public async Task Without_a_rate_limit_responses_have_no_rate_limit_headers()
    {
        var key = await Database.AddKey(1);
        await using var service = await Start("RequestsPerSecondPerKey", 0);

        using var response = await service.Get(Routes.Unfinished, key);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Header(response, "X-RateLimit-Limit"), Is.Null);
    }

    [Test]
    public async Task Changes_have_a_separate_rate_limit()
    {
        var key = await Database.AddKey(1);
        await using var service = await Start("ChangesPerMinutePerKey", 1);

        using var first = await service.Send(HttpMethod.Post, Routes.ApiKeys, key, """{"api_key":{"name":"n"}}""");
        using var second = await service.Send(HttpMethod.Post, Routes.ApiKeys, key, """{"api_key":{"name":"n"}}""");
        using var read = await service.Get(Routes.ApiKeys, key);

        Assert.That(
            new[] { first.StatusCode, second.StatusCode, read.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK })
        );
        Assert.That(
            second.Headers.RetryAfter!.Delta,
            Is.GreaterThan(TimeSpan.FromSeconds(1)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1))
        );
    }

    [Test]
    public async Task An_organization_over_its_concurrency_limit_gets_429_and_others_are_served(
        CancellationToken cancellationToken
    )
    {
        var (one, sameOrganization, other) = (
            await Database.AddKey(1),
            await Database.AddKey(1),
            await Database.AddKey(2)
        );
        var jobs = new HeldJobRepository();
        await using var service = await Start("ConcurrentRequestsPerOrganization", 1, jobs);
        var held = service.Get(Routes.All, one);
        await jobs.Asked(cancellationToken);

        using var refused = await service.Get(Routes.All, sameOrganization);
        var ofOther = service.Get(Routes.All, other);
        await jobs.Asked(cancellationToken);
        jobs.Release();

        using var first = await held;
        using var second = await ofOther;
        using var again = await service.Get(Routes.All, sameOrganization);
        Assert.That((await Envelope.Of(refused)).ErrorCode, Is.EqualTo("too_many_requests"));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(new[] { first.StatusCode, second.StatusCode, again.StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));
    }

    private Task<RunningService> Start(string setting, int value, IJobRepository? jobs = null) =>
        RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Configuration[$"RateLimiting:{setting}"] = $"{value}";
                if (jobs is not null)
                {
                    builder.Services.AddSingleton(jobs);
                }
            }
        );

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
