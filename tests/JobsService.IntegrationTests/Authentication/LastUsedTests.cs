using JobsService.Application.ApiKeys;
using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Authentication;

/// <summary>When a key was last used is written beside the requests, once a minute at most.</summary>
[OnEveryEngine]
internal sealed class LastUsedTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private FakeTimeProvider _time = null!;
    private string _key = null!;

    [SetUp]
    public async Task AddKey()
    {
        _time = new FakeTimeProvider(Start);
        _key = await Database.AddKey(1);
        await Database.AddKey(1);
    }

    [Test]
    public async Task A_request_writes_nothing_and_the_round_that_follows_writes_what_was_used()
    {
        await using var service = await RunService();
        var usage = UsageOf(service);
        using var used = await service.Get(Routes.All, _key);
        using var bad = await service.Get(Routes.All, $"{_key[..^1]}0");

        var before = await LastUsed();
        await usage.Write(CancellationToken.None);

        Assert.That(before, Is.EqualTo(new DateTimeOffset?[] { null, null }));
        Assert.That(await LastUsed(), Is.EqualTo(new DateTimeOffset?[] { Start, null }));
    }

    [Test]
    public async Task Two_replicas_together_write_once_a_minute()
    {
        await using var one = await RunService();
        await using var other = await RunService();
        using var first = await one.Get(Routes.All, _key);
        await UsageOf(one).Write(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(59));
        using var second = await other.Get(Routes.All, _key);
        await UsageOf(other).Write(CancellationToken.None);
        var withinAMinute = await LastUsed();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var third = await other.Get(Routes.All, _key);
        await UsageOf(other).Write(CancellationToken.None);

        Assert.That(withinAMinute[0], Is.EqualTo(Start));
        Assert.That((await LastUsed())[0], Is.EqualTo(Start.AddMinutes(1)));
    }

    [Test]
    public async Task What_was_written_while_the_clock_was_ahead_does_not_stay()
    {
        await using var service = await RunService();
        using var ahead = await service.Get(Routes.All, _key);
        await UsageOf(service).Write(CancellationToken.None);
        _time.AdjustTime(Start.AddDays(-1));
        using var used = await service.Get(Routes.All, _key);
        await UsageOf(service).Write(CancellationToken.None);

        Assert.That((await LastUsed())[0], Is.EqualTo(Start.AddDays(-1)));
    }

    [Test]
    public async Task What_was_noted_is_written_when_the_service_stops()
    {
        await using (var service = await RunService())
        {
            using var used = await service.Get(Routes.All, _key);
            await service.Stop();
        }

        Assert.That((await LastUsed())[0], Is.EqualTo(Start));
    }

    [Test]
    public async Task What_cannot_be_written_harms_nobody_and_is_written_later()
    {
        await using var service = await RunService();
        var usage = UsageOf(service);
        using var used = await service.Get(Routes.All, _key);
        await Rename("last_used_at", "gone");
        Assert.That(() => usage.Write(CancellationToken.None), Throws.Exception);
        await Rename("gone", "last_used_at");

        await usage.Write(CancellationToken.None);

        Assert.That((await LastUsed())[0], Is.EqualTo(Start));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_round_that_fails_is_one_line_of_the_log_and_the_service_goes_on(
        CancellationToken cancellationToken
    )
    {
        await using var service = await RunService();
        using var used = await service.Get(Routes.All, _key);
        await Rename("last_used_at", "gone");

        // The writer may not have begun to wait yet: as many minutes as it needs.
        while (!service.Log.Lines.Any(line => line.Contains("not written yet", StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await Rename("gone", "last_used_at");
        using var still = await service.Get(Routes.All, _key);
        Assert.That(still.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task The_secret_that_replaces_another_has_not_been_used()
    {
        var admin = await Database.AddKey(1);
        await using var service = await RunService();
        using var used = await service.Get(Routes.All, _key);
        await UsageOf(service).Write(CancellationToken.None);

        using var rotated = await service.Send(
            HttpMethod.Post,
            Routes.Rotate(1),
            admin,
            """{"api_key":{"overlap_minutes":1}}"""
        );

        Assert.That(await LastUsed(), Is.EqualTo(new DateTimeOffset?[] { null, null, null, Start }));
    }

    private Task<RunningService> RunService() =>
        RunningService.Start(Database, configure: builder => builder.Services.AddSingleton<TimeProvider>(_time));

    private static IApiKeyUsage UsageOf(RunningService service) => service.Services.GetRequiredService<IApiKeyUsage>();

    private Task Rename(string column, string name) =>
        Database.Execute(
            Database.Engine.Provider == DatabaseProvider.SqlServer
                ? $"EXEC sp_rename 'api_keys.{column}', '{name}', 'COLUMN'"
                : $"ALTER TABLE api_keys RENAME COLUMN {column} TO {name}"
        );

    /// <summary>When the keys were last used, by id, as the service tells it.</summary>
    private async Task<IReadOnlyList<DateTimeOffset?>> LastUsed()
    {
        var keys = await Database.Services.GetRequiredService<MediatR.IMediator>().Send(new ListApiKeys());
        return [.. (await keys.Rows.ToListAsync()).Select(key => key.LastUsedAt)];
    }
}
