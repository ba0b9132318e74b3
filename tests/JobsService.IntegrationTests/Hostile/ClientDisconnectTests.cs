using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Clients that disconnect while they send a request body.</summary>
[CancelAfter(300_000)]
internal sealed class ClientDisconnectTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string WithLength = "Content-Length: 100";
    private const int Resets = 20;
    private const string Chunked = "Transfer-Encoding: chunked";

    [TestCase(WithLength, "{", false)]
    [TestCase(WithLength, "{", true)]
    [TestCase(WithLength, "", false)]
    [TestCase(WithLength, "", true)]
    [TestCase(Chunked, "64\r\n{", false)]
    [TestCase(Chunked, "64\r\n{", true)]
    [TestCase(Chunked, "6", false)]
    public async Task A_client_that_disconnects_within_a_body_is_logged_once_with_status_499(
        string framing,
        string part,
        bool resets,
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using (var client = await BeginBody(service, key, framing, part, cancellationToken))
        {
            // Disposing resets the connection with this option, and closes it otherwise.
            client.LingerState = new LingerOption(enable: resets, seconds: 0);
        }

        // A graceful stop waits for the request to end.
        await service.Stop();

        var lines = service.Log.Lines;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Exactly(1).Contains($"RequestPath=\"{Routes.ApiKeys}\""));
            Assert.That(
                lines,
                Has.Exactly(1).Contains("responded 499 (the client left)").And.StartsWith("Information")
            );
            Assert.That(lines, Has.All.StartsWith("Information").And.All.EndsWith(" | "), "No errors, no exceptions.");
        }
    }

    [Test]
    public async Task A_client_that_resets_HTTP_2_streams_within_bodies_causes_no_errors(
        CancellationToken cancellationToken
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Kestrel:EndpointDefaults:Protocols"] = "Http2"
        );

        // Several, because Kestrel reports a reset in different ways, depending on timing.
        for (var count = 0; count < Resets; count++)
        {
            using var reset = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Assert.That(
                () => SendPartOfBody(service, key, reset),
                Throws.InstanceOf<OperationCanceledException>(),
                "The request ends only by its cancellation."
            );
        }

        await service.Stop();

        var lines = service.Log.Lines;
        Assert.That(lines, Has.Exactly(Resets).Contains("responded 499 (the client left)"));
        Assert.That(lines, Has.All.StartsWith("Information").And.All.EndsWith(" | "), "No errors, no exceptions.");
    }

    [Test]
    public async Task A_malformed_chunk_of_a_connected_client_is_answered_with_400(CancellationToken cancellationToken)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var client = await BeginBody(service, key, Chunked, "xyz\r\n", cancellationToken);

        var (status, body) = await RawHttp.ReadAnswer(client, cancellationToken);

        Assert.That(status, Does.Contain(" 400 "));
        Assert.That(body, Does.Contain("\"success\":false"));
    }

    /// <summary>Sends a part of a body by HTTP/2, and resets the stream when the server has begun to read the body.</summary>
    private static async Task SendPartOfBody(RunningService service, string key, CancellationTokenSource reset)
    {
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan };
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.ApiKeys)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ResetContent(reset),
        };
        request.Headers.Authorization = RunningService.Basic(key);
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request, reset.Token);
    }

    /// <summary>Sends the headers of a request, waits until the server begins to read the body, and sends a part of it.</summary>
    private static async Task<TcpClient> BeginBody(
        RunningService service,
        string key,
        string framing,
        string part,
        CancellationToken cancellationToken
    )
    {
        var address = service.Client.BaseAddress!;
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = client.GetStream();
        var head =
            $"POST {Routes.ApiKeys} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n"
            + $"Content-Type: application/json\r\n{framing}\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await stream.ReadExactlyAsync(new byte["HTTP/1.1 100 Continue\r\n\r\n".Length], cancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(part), cancellationToken);
        return client;
    }

    /// <summary>JSON of which a part is sent before the request is cancelled.</summary>
    private sealed class ResetContent : HttpContent
    {
        private readonly CancellationTokenSource _reset;

        public ResetContent(CancellationTokenSource reset)
        {
            _reset = reset;
            Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            await _reset.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, _reset.Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
