using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.Api.Cli;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.SqlServer.Fake;

namespace JobsService.IntegrationTests.Service;

/// <summary>The program starts before its database is available.</summary>
[CancelAfter(300_000)]
internal sealed class StartupTests
{
    [Test]
    public async Task The_program_exits_when_its_database_is_unavailable_for_DatabaseSeconds(
        CancellationToken cancellationToken
    )
    {
        await using var database = TestDatabase.At(
            "Server=tcp:127.0.0.1,1;Database=jobs;Connect Timeout=1;Encrypt=False"
        );
        database.Settings["Startup:DatabaseSeconds"] = "1";

        var outcome = await JobsProgram.Run(
            database,
            ["serve", "--urls", "http://127.0.0.1:0"],
            cancellationToken: cancellationToken
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
            Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("jobs on tcp:127.0.0.1,1"));
            Assert.That(outcome.Lines, Has.Some.Contains("not ready within 1 s"));
        }
    }

    [Test]
    public async Task The_program_becomes_ready_when_its_database_does(CancellationToken cancellationToken)
    {
        await using var server = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        await server.Stop();
        await using var database = TestDatabase.At(server.ConnectionString);
        await using var service = await ServingProcess.Start(database, cancellationToken);

        using var before = await service.Client.GetAsync("/health/ready", cancellationToken);
        server.Start();
        HttpStatusCode after;
        do
        {
            using var probe = await service.Client.GetAsync("/health/ready", cancellationToken);
            after = probe.StatusCode;
        } while (after != HttpStatusCode.OK);

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(service.Printed, Does.Contain("Database not ready, trying again"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such signal.")]
    public async Task SIGTERM_during_startup_exits_with_success(CancellationToken cancellationToken)
    {
        using var silent = new TcpListener(IPAddress.Loopback, port: 0);
        silent.Start();
        await using var database = TestDatabase.At(
            $"Server=tcp:127.0.0.1,{((IPEndPoint)silent.LocalEndpoint).Port};Database=jobs;Connect Timeout=60"
        );
        using var process = JobsProgram.Start(database, ["serve", "--urls", "http://127.0.0.1:0"]);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);

        // The program has connected to its database, so it already handles signals.
        using var asked = await silent.AcceptTcpClientAsync(cancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That((process.ExitCode, await error), Is.EqualTo((ExitCode.Success, "")), await output);
    }
}
