using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Faults;

/// <summary>The SQLite database breaks and recovers while the service runs.</summary>
internal sealed class SqliteFaultTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private string _key = null!;

    private static IEnumerable<TestCaseData> FileFaults()
    {
        yield return Case("deleted", file => File.Delete(file), "does not exist");
        yield return Case("overwritten", file => File.WriteAllText(file, new string('x', 8192)), "not a database");
        yield return Case("emptied", file => File.WriteAllText(file, ""), "not migrated");
        yield return Case("truncated_to_a_page", file => Truncate(file, 4096), "damaged or not a database");
        yield return Case("truncated_within_a_page", file => Truncate(file, 1000), "damaged or not a database");
        yield return Case("replaced_by_a_directory", ReplaceByDirectory, "does not exist");

        static TestCaseData Case(string name, Action<string> broken, string cause) =>
            new TestCaseData(broken, cause).SetArgDisplayNames(name);
    }

    private static void Truncate(string file, long length)
    {
        using var stream = File.Open(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(length);
    }

    private static void ReplaceByDirectory(string file)
    {
        File.Delete(file);
        Directory.CreateDirectory(file);
    }

    [SetUp]
    public async Task AddKey() => _key = await Database.AddKey(1);

    [TestCaseSource(nameof(FileFaults))]
    public async Task A_broken_database_file_is_answered_with_503_until_it_is_restored(
        Action<string> breakIt,
        string cause
    )
    {
        await using var service = await RunningService.Start(Database);
        using var before = await service.Get(Routes.All, _key);
        var backup = Database.File + ".backup";
        await Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        File.Copy(Database.File, backup);

        breakIt(Database.File);
        using var during = await service.Get(Routes.All, _key);
        if (Directory.Exists(Database.File))
        {
            Directory.Delete(Database.File);
        }

        File.Move(backup, Database.File, overwrite: true);
        using var after = await service.Get(Routes.All, _key);

        var answer = await Envelope.Of(during);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                (answer.Status, answer.ErrorCode),
                Is.EqualTo((HttpStatusCode.ServiceUnavailable, "internal_error"))
            );
            Assert.That(during.Headers.RetryAfter, Is.Not.Null);
            Assert.That(service.Log.Lines, Has.Some.Contains("Database unavailable").And.Contains(cause));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task A_locked_database_file_is_answered_with_503_until_the_lock_is_released()
    {
        // An idle pooled connection would prevent the other program from taking the lock.
        await using var database = TestDatabase.Embedded("Pooling=False");
        database.Services.GetRequiredService<DatabaseMigrator>().Migrate();
        var key = await database.AddKey(1);
        await using var service = await RunningService.Start(database);
        HttpResponseMessage during;
        await using (var other = new SqliteConnection($"Data Source={database.File};Pooling=False"))
        {
            await other.OpenAsync();
            await using var locking = other.CreateCommand();
            locking.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;";
            await locking.ExecuteNonQueryAsync();
            during = await service.Get(Routes.All, key);
        }

        using var after = await service.Get(Routes.All, key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Envelope.Of(during)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(service.Log.Lines, Has.Some.Contains("locked by another program"));
        }

        during.Dispose();
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_service_that_started_on_a_broken_file_recovers_without_a_restart(
        CancellationToken cancellationToken
    )
    {
        await using var database = TestDatabase.Embedded();
        await File.WriteAllTextAsync(database.File, new string('x', 8192), cancellationToken);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var service = await StartWith(database, time);
        using var before = await service.Get(Routes.All, _key);
        File.Delete(database.File);
        database.Services.GetRequiredService<DatabaseMigrator>().Migrate();

        await AdvanceUntil(
            time,
            async () => await Status(service) != HttpStatusCode.ServiceUnavailable,
            cancellationToken
        );

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await Status(service), Is.EqualTo(HttpStatusCode.Unauthorized), "The new database has no keys.");
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_database_of_another_program_does_not_stop_a_service_that_waits_for_its_own(
        CancellationToken cancellationToken
    )
    {
        await using var database = TestDatabase.Embedded();
        await File.WriteAllTextAsync(database.File, new string('x', 8192), cancellationToken);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var service = await StartWith(database, time);
        File.Delete(database.File);
        await using (var other = new SqliteConnection($"Data Source={database.File};Pooling=False"))
        {
            await other.OpenAsync(cancellationToken);
            await using var table = other.CreateCommand();
            table.CommandText = "CREATE TABLE organizations (something TEXT)";
            await table.ExecuteNonQueryAsync(cancellationToken);
        }

        await AdvanceUntil(
            time,
            async () =>
                await Status(service) != HttpStatusCode.ServiceUnavailable
                || service.Log.Lines.Any(line => line.Contains("already exists", StringComparison.Ordinal)),
            cancellationToken
        );

        Assert.That(await Status(service), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    private static Task<RunningService> StartWith(TestDatabase database, TimeProvider time) =>
        RunningService.Start(database, configure: builder => builder.Services.AddSingleton(time));

    /// <summary>Advances the clock until the condition is met. Its requests give the background retry time to run.</summary>
    private static async Task AdvanceUntil(
        FakeTimeProvider time,
        Func<Task<bool>> isDone,
        CancellationToken cancellationToken
    )
    {
        while (!await isDone())
        {
            cancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private async Task<HttpStatusCode> Status(RunningService service)
    {
        using var response = await service.Get(Routes.All, _key);
        return response.StatusCode;
    }
}
