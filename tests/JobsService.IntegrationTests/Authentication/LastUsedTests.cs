using JobsService.Application.ApiKeys;
using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Authentication;

/// <summary>The last use of a key is written in the background, at most once a minute.</summary>
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
    public async Task A_request_writes_nothing_and_the_next_flush_writes_the_last_use()
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
    public async Task Two_replicas_together_write_the_last_use_of_a_key_once_a_minute()
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
    public async Task A_last_use_in_the_future_is_overwritten_after_the_clock_is_set_back()
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
    public async Task Pending_last_uses_are_written_at_shutdown()
    {
        await using (var service = await RunService())
        {
            using var used = await service.Get(Routes.All, _key);
            await service.Stop();
        }

        Assert.That((await LastUsed())[0], Is.EqualTo(Start));
    }

    [Test]
    public async Task A_last_use_that_could_not_be_written_is_written_by_the_next_flush()
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
    public async Task A_failed_flush_is_logged_and_the_service_continues(CancellationToken cancellationToken)
    {
        await using var service = await RunService();
        using var used = await service.Get(Routes.All, _key);
        await Rename("last_used_at", "gone");

        // The background writer might not have started its timer yet, so the clock is advanced until the writer has run.
        while (!service.Log.Lines.Any(line => line.Contains("Cannot write the last use", StringComparison.Ordinal)))
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
    public async Task A_rotated_key_has_no_last_use_and_the_replaced_secret_keeps_its_own()
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

    /// <summary>The last uses of the keys in the order of their ids, as the service lists them.</summary>
    private async Task<IReadOnlyList<DateTimeOffset?>> LastUsed()
    {
        var keys = await Database.Services.GetRequiredService<MediatR.IMediator>().Send(new ListApiKeys());
        return [.. (await keys.Rows.ToListAsync()).Select(key => key.LastUsedAt)];
    }
}
