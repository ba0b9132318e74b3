using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>The machine's clock is set, forwards and backwards, while the service runs.</summary>
[CancelAfter(300_000)]
internal sealed class ClockTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(365)]
    [TestCase(-365)]
    public async Task Keys_limits_and_the_audit_log_go_on(int days)
    {
        var key = await Database.AddKey(1);
        var clock = new JumpingClock();
        await using var service = await Start(clock);
        using var before = await service.Get(Routes.All, key);
        using var madeBefore = await service.Send(HttpMethod.Post, Routes.ApiKeys, key, Body("before"));

        clock.Jump(TimeSpan.FromDays(days));
        using var after = await service.Get(Routes.All, key);
        using var madeAfter = await service.Send(HttpMethod.Post, Routes.ApiKeys, key, Body("after"));
        using var ready = await service.Get("/health/ready");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((before.StatusCode, after.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
            Assert.That(madeBefore.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(madeAfter.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(service.Log.Lines, Has.None.StartsWith("Error"));
        }
    }

    [Test]
    public async Task A_key_expires_by_the_clock_and_is_good_again_when_the_clock_is()
    {
        var key = await Database.AddKey(1);
        var clock = new JumpingClock();
        await using var service = await Start(clock);
        using var rotated = await service.Send(
            HttpMethod.Post,
            Routes.Rotate(1),
            key,
            """{"api_key":{"overlap_minutes":60}}"""
        );
        using var overlapping = await service.Get(Routes.All, key);

        clock.Jump(TimeSpan.FromDays(1));
        using var expired = await service.Get(Routes.All, key);
        clock.Jump(TimeSpan.FromDays(-1));
        using var good = await service.Get(Routes.All, key);

        Assert.That(rotated.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (overlapping.StatusCode, expired.StatusCode, good.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK))
        );
    }

    [TestCase(1)]
    [TestCase(-1)]
    public async Task A_key_that_was_revoked_elsewhere_stops_although_the_clock_jumps(int days)
    {
        var key = await Database.AddKey(1);
        var clock = new JumpingClock();
        await using var service = await Start(clock);
        using var before = await service.Get(Routes.All, key);
        await Database.Execute("UPDATE api_keys SET active = 0");

        clock.Jump(TimeSpan.FromDays(days));
        clock.GoOn(TimeSpan.FromSeconds(5));
        using var after = await service.Get(Routes.All, key);

        Assert.That(
            (before.StatusCode, after.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)),
            "What was known of the key is forgotten by the time that passes, whatever the clock shows."
        );
    }

    private static string Body(string name) => $$"""{"api_key":{"name":"{{name}}"} }""";

    private Task<RunningService> Start(TimeProvider clock) =>
        RunningService.Start(Database, configure: builder => builder.Services.AddSingleton(clock));

    /// <summary>A clock that can be set; time itself goes on as it does, or a little ahead.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private TimeSpan _shown;
        private TimeSpan _passed;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shown;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(_passed.TotalSeconds * TimestampFrequency);

        public void Jump(TimeSpan by) => _shown += by;

        public void GoOn(TimeSpan by) => _passed += by;
    }
}
