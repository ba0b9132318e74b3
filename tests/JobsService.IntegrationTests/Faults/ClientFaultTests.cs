using System.Net;
using System.Net.Sockets;
using System.Text;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>Clients that disconnect or stay idle. Tests of slow clients are in Admission and Hostile.</summary>
[CancelAfter(300_000)]
internal sealed class ClientFaultTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // 60 MB, which is more than the socket buffers hold.
    private const int Rows = 150_000;
    private const int IdleConnections = 1000;

    [Test]
    public async Task A_client_disconnect_during_a_list_ends_its_query_and_is_not_logged_as_an_error(
        CancellationToken cancellationToken
    )
    {
        await Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 1, Rows, seed: 1, new Progress<long>(), cancellationToken);
        var key = await Database.AddKey(1);
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IJobRepository>(jobs)
        );
        using (var client = await Connect(service, cancellationToken))
        {
            var request = $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
            await client.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);

            // Disposing the client resets the connection instead of closing it.
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await jobs.Closed.WaitAsync(cancellationToken);
        using var next = await service.Get($"{Routes.All}?page_token=", key);
        await service.Stop();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(jobs.RowsRead, Is.LessThan(Rows));
            Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(service.Log.Lines, Has.Exactly(1).Contains("200 (the client left)"));
            Assert.That(service.Log.Lines, Has.None.StartsWith("Error"));
        }
    }

    [Test]
    public async Task A_thousand_idle_connections_do_not_block_requests(CancellationToken cancellationToken)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var before = await service.Get(Routes.All, key);
        List<TcpClient> idle = [];
        for (var count = 0; count < IdleConnections; count++)
        {
            idle.Add(await Connect(service, cancellationToken));
        }

        using var during = await service.Get(Routes.All, key);
        var open = OpenConnections(service);
        idle.ForEach(client => client.Dispose());
        while (OpenConnections(service) > open - IdleConnections)
        {
            // Each request gives the server time to close connections.
            using var probe = await service.Get("/health/live");
            cancellationToken.ThrowIfCancellationRequested();
        }

        Assert.That((before.StatusCode, during.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(open, Is.GreaterThanOrEqualTo(IdleConnections));
    }

    [Test]
    public async Task A_thousand_clients_that_send_headers_byte_by_byte_are_disconnected_and_do_not_block_requests(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Kestrel:Limits:RequestHeadersTimeout"] = "00:00:01"
        );
        List<NetworkStream> slow = [];
        for (var count = 0; count < IdleConnections; count++)
        {
            slow.Add((await Connect(service, cancellationToken)).GetStream());
            await TryWrite(slow[^1], $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nX: ", cancellationToken);
        }

        var closed = Task.WhenAll(slow.Select(client => ReadUntilClosed(client, cancellationToken)));
        do
        {
            foreach (var client in slow)
            {
                await TryWrite(client, "y", cancellationToken);
            }

            using var polite = await service.Get(Routes.All, key);
            Assert.That(polite.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        } while (!closed.IsCompleted);

        Assert.That(await closed, Is.All.Matches(Does.Match("^(HTTP/1.1 408 |$)")));
        slow.ForEach(client => client.Dispose());
    }

    /// <summary>Sends text, unless the server has closed the connection.</summary>
    private static async Task TryWrite(NetworkStream client, string text, CancellationToken cancellationToken)
    {
        try
        {
            await client.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        }
        catch (IOException) { }
    }

    private static async Task<string> ReadUntilClosed(NetworkStream client, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        try
        {
            await client.CopyToAsync(read, cancellationToken);
            return Encoding.ASCII.GetString(read.ToArray());
        }
        catch (IOException)
        {
            // The server reset the connection, because it had not read all bytes.
            return "";
        }
    }

    private static async Task<TcpClient> Connect(RunningService service, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Client.BaseAddress!.Host, service.Client.BaseAddress.Port, cancellationToken);
        return client;
    }

    /// <summary>The number of connections that the service has not closed, according to the operating system.</summary>
    private static int OpenConnections(RunningService service) =>
        System
            .Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpConnections()
            .Count(connection =>
                connection.LocalEndPoint.Port == service.Client.BaseAddress!.Port
                && connection.State
                    is System.Net.NetworkInformation.TcpState.Established
                        or System.Net.NetworkInformation.TcpState.CloseWait
            );
}
