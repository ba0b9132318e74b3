using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>The disk of the SQLite database is full or read-only: reads continue, and the database is not corrupted.</summary>
[CancelAfter(300_000)]
[Platform(Exclude = "Win", Reason = "Windows has other file limits and permissions.")]
[NonParallelizable]
internal sealed class SqliteDiskTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private string _key = null!;

    [SetUp]
    public async Task AddKeyAndJobs()
    {
        _key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 100).Select(id => JobBuilder.Job(id)));
    }

    [Test]
    public async Task A_reached_file_size_limit_answers_changes_with_503_until_space_is_freed(
        CancellationToken cancellationToken
    )
    {
        // Limits every file to a few megabytes. The runtime itself needs larger files unless W^X is disabled, and SIGXFSZ is
        // ignored so that a write over the limit fails instead of ending the process.
        string[] quota =
        [
            "/bin/sh",
            "-c",
            "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 8192; exec \"$@\"",
            "sh",
        ];
        await using var service = await ServingProcess.Start(Database, cancellationToken, launcher: quota);
        HttpStatusCode read;
        (HttpStatusCode Status, bool HasRetryAfter) during;
        await using (var other = new SqliteConnection($"Data Source={Database.File};Pooling=False"))
        {
            // Another program extends the WAL beyond the limit, so that the service cannot append to it.
            await other.OpenAsync(cancellationToken);
            await Execute(other, "PRAGMA wal_autocheckpoint = 0");
            await Execute(other, "CREATE TABLE filler (bytes BLOB)");
            await Execute(other, "INSERT INTO filler VALUES (randomblob(20000000))");

            during = await CreateKey(service.Client);
            read = await Read(service.Client);
            await Execute(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var after = await CreateKey(service.Client);

        // All of the output has been read only after the process has exited.
        await service.Terminate(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(during, Is.EqualTo((HttpStatusCode.ServiceUnavailable, true)));
            Assert.That(read, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(after.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(service.Printed, Does.Contain("Database unavailable").And.Contain("cannot be used"));
            Assert.That(await Database.Query<string>("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
        }
    }

    [Test]
    public async Task A_full_disk_answers_changes_with_503_until_space_is_freed(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.Embedded();
        var disk = Path.GetDirectoryName(database.File)!;
        if (await Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk) != 0)
        {
            Assert.Ignore("Only root can mount a small file system.");
        }

        try
        {
            database.Services.GetRequiredService<DatabaseMigrator>().Migrate();
            _key = await database.AddKey(1);
            await using var service = await RunningService.Start(database);
            await Fill(Path.Combine(disk, "filler"), cancellationToken);

            var during = await CreateKeyUntil(service.Client, HttpStatusCode.ServiceUnavailable, cancellationToken);
            var read = await Read(service.Client);
            File.Delete(Path.Combine(disk, "filler"));
            var after = await CreateKey(service.Client);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(during.HasRetryAfter, Is.True);
                Assert.That(read, Is.EqualTo(HttpStatusCode.OK));
                Assert.That(after.Status, Is.EqualTo(HttpStatusCode.OK));
                Assert.That(service.Log.Lines, Has.Some.Contains("Database unavailable").And.Contains("full"));
                Assert.That(await database.Query<string>("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
            }
        }
        finally
        {
            await Run("umount", "-l", disk);
        }
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task A_read_only_file_answers_reads_and_refuses_changes_with_503(CancellationToken cancellationToken)
    {
        // File permissions do not apply to root until these capabilities are dropped.
        string[] launcher = [];
        if (Environment.IsPrivilegedProcess)
        {
            launcher = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"];
            if (await Run([.. launcher, "true"]) != 0)
            {
                Assert.Ignore("Root ignores file permissions, and there is no setpriv to drop its capabilities.");
            }
        }

        await Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var files = Directory.GetFiles(Path.GetDirectoryName(Database.File)!);
        Array.ForEach(files, file => File.SetUnixFileMode(file, UnixFileMode.UserRead));
        await using var service = await ServingProcess.Start(Database, cancellationToken, launcher: launcher);

        var during = await CreateKey(service.Client);
        var read = await Read(service.Client);
        Array.ForEach(files, file => File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var after = await CreateKeyUntil(service.Client, HttpStatusCode.OK, cancellationToken);
        await service.Terminate(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(during, Is.EqualTo((HttpStatusCode.ServiceUnavailable, true)));
            Assert.That(read, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(after.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(service.Printed, Does.Contain("may not be used"));
        }
    }

    private async Task<(HttpStatusCode Status, bool HasRetryAfter)> CreateKey(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.ApiKeys);
        request.Headers.Authorization = RunningService.Basic(_key);
        request.Content = JsonContent.Create(new { api_key = new { name = "one more" } });
        using var response = await client.SendAsync(request);
        return ((await Envelope.Of(response)).Status, response.Headers.RetryAfter is not null);
    }

    private async Task<(HttpStatusCode Status, bool HasRetryAfter)> CreateKeyUntil(
        HttpClient client,
        HttpStatusCode status,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await CreateKey(client);
            if (answer.Status == status)
            {
                return answer;
            }
        }
    }

    private async Task<HttpStatusCode> Read(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(_key);
        using var response = await client.SendAsync(request);
        return (await Envelope.Of(response)).Status;
    }

    private static async Task Fill(string file, CancellationToken cancellationToken)
    {
        await using var filler = File.Create(file);
        try
        {
            while (true)
            {
                await filler.WriteAsync(new byte[4096], cancellationToken);
                await filler.FlushAsync(cancellationToken);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> Run(params string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
