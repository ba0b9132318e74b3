using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.Api.Cli;
using JobsService.Api.Transport;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Transport;

/// <summary>The program with a low limit of open files, which a shell sets before it executes the program.</summary>
[CancelAfter(300_000)]
[Platform("Linux")]
internal sealed class OpenFileLimitTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int EnoughForFewConnections = 1024;
    private const int IdleConnections = 1500;
    private const int Lists = 100;
    private const int Jobs = 100;

    [TestCase(256)]
    [TestCase(600)]
    public async Task A_limit_of_open_files_that_is_too_low_stops_the_start_with_the_limit_and_the_minimum(
        int limit,
        CancellationToken cancellationToken
    )
    {
        using var process = JobsProgram.Start(Database, ["serve"], launcher: WithOpenFiles(limit));
        await using var end = cancellationToken.Register(process.Kill);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Settings), error);
        Assert.That(
            error,
            Does.StartWith($"error: The limit of open files is {limit}; it must be at least ")
                .And.Contain("LimitNOFILE=")
        );
    }

    [Test]
    public async Task More_connections_than_open_files_allow_wait_while_an_open_connection_is_served(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, Jobs).Select(id => JobBuilder.Job(id)));
        await using var service = await ServingProcess.Start(
            Database,
            cancellationToken,
            launcher: WithOpenFiles(EnoughForFewConnections)
        );
        service.Client.DefaultRequestHeaders.Authorization = RunningService.Basic(key);
        var before = await Status(service, cancellationToken);
        List<Socket> others = [];
        try
        {
            for (var count = 0; count < IdleConnections; count++)
            {
                others.Add(Connect(service));
            }

            var duringIdleConnections = await Status(service, cancellationToken);
            foreach (var socket in others.Where(socket => socket.Connected).Take(Lists))
            {
                await socket.SendAsync(ListRequest(key), cancellationToken);
            }

            var duringLists = await Status(service, cancellationToken);

            Assert.That((before, duringIdleConnections, duringLists), Is.EqualTo((Ok, Ok, Ok)));
        }
        finally
        {
            others.ForEach(socket => socket.Dispose());
        }

        Assert.That(await service.Terminate(cancellationToken), Is.EqualTo(ExitCode.Success));
        Assert.That(service.Printed, Does.Contain($"At most {FileBudget.MinConnections} connections instead of 10000"));
    }

    private static HttpStatusCode Ok => HttpStatusCode.OK;

    private static string[] WithOpenFiles(int limit) => ["sh", "-c", $"ulimit -n {limit}; exec \"$@\"", "sh"];

    private static async Task<HttpStatusCode> Status(ServingProcess service, CancellationToken cancellationToken)
    {
        using var response = await service.Client.GetAsync(Routes.All, cancellationToken);
        return response.StatusCode;
    }

    /// <summary>Begins to connect. A connection that the program does not accept waits in the queue of the operating system.</summary>
    private static Socket Connect(ServingProcess service)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(IPAddress.Loopback, service.Client.BaseAddress!.Port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock) { }

        socket.Blocking = true;
        return socket;
    }

    private static byte[] ListRequest(string key) =>
        System.Text.Encoding.ASCII.GetBytes(
            $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n\r\n"
        );
}
