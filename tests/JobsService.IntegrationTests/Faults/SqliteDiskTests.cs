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

/// <summary>The disk under the embedded database is full, or may not be written: reading goes on, and nothing is corrupt.</summary>
[CancelAfter(300_000)]
[Platform(Exclude = "Win", Reason = "Its limits and permissions are others.")]
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
    public async Task A_quota_that_is_used_up_is_503_for_changes_while_it_lasts(CancellationToken cancellationToken)
    {
        // No file may grow beyond some megabytes; the signal that says so is ignored, as the runtime's own files need more.
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
            // Another program writes more than that, so that what the service writes would come behind it.
            await other.OpenAsync(cancellationToken);
            await Execute(other, "PRAGMA wal_autocheckpoint = 0");
            await Execute(other, "CREATE TABLE filler (bytes BLOB)");
            await Execute(other, "INSERT INTO filler VALUES (randomblob(20000000))");

            during = await CreateKey(service.Client);
            read = await Read(service.Client);
            await Execute(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var after = await CreateKey(service.Client);

        // What it prints is read beside the test, to the end only once it has ended.
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
    public async Task A_full_disk_is_503_for_changes_while_it_lasts(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.Embedded();
        var disk = Path.GetDirectoryName(database.File)!;
        if (await Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk) != 0)
        {
            Assert.Ignore("A small disk can be mounted by root only.");
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
    public async Task A_file_that_may_not_be_written_is_read_and_503_for_changes(CancellationToken cancellationToken)
    {
        // To root, permissions are nothing; without these rights it is like anybody else.
        string[] launcher = [];
        if (Environment.IsPrivilegedProcess)
        {
            launcher = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"];
            if (await Run([.. launcher, "true"]) != 0)
            {
                Assert.Ignore("Root may write everything, and there is no setpriv to take that away.");
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
            // Full.
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
