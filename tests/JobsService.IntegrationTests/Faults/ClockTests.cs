using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>The clock of the machine is set forwards and backwards while the service runs.</summary>
[CancelAfter(300_000)]
internal sealed class ClockTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(365)]
    [TestCase(-365)]
    public async Task Requests_changes_and_readiness_work_after_the_clock_is_set(int days)
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
    public async Task An_expiring_key_is_rejected_while_the_clock_is_ahead_and_accepted_when_it_is_set_back()
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
    public async Task A_key_revoked_by_another_process_is_rejected_although_the_clock_jumps(int days)
    {
        var key = await Database.AddKey(1);
        var clock = new JumpingClock();
        await using var service = await Start(clock);
        using var before = await service.Get(Routes.All, key);
        await Database.Execute("UPDATE api_keys SET active = 0");

        clock.Jump(TimeSpan.FromDays(days));
        clock.Elapse(TimeSpan.FromSeconds(5));
        using var after = await service.Get(Routes.All, key);

        Assert.That(
            (before.StatusCode, after.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)),
            "The cached key expires after elapsed time, whatever the clock shows."
        );
    }

    private static string Body(string name) => $$"""{"api_key":{"name":"{{name}}"} }""";

    private Task<RunningService> Start(TimeProvider clock) =>
        RunningService.Start(Database, configure: builder => builder.Services.AddSingleton(clock));

    /// <summary>A clock that can be set. Elapsed time is measured separately and can be advanced.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private TimeSpan _clockOffset;
        private TimeSpan _elapsedOffset;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _clockOffset;

        public override long GetTimestamp() =>
            base.GetTimestamp() + (long)(_elapsedOffset.TotalSeconds * TimestampFrequency);

        public void Jump(TimeSpan by) => _clockOffset += by;

        public void Elapse(TimeSpan by) => _elapsedOffset += by;
    }
}
