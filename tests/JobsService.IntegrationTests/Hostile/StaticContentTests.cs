using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using JobsService.Api.OpenApi;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>The document and the page of the API, which everybody can read without a key.</summary>
[CancelAfter(60_000)]
[NonParallelizable]
internal sealed class StaticContentTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Document = "/openapi/v2.json";
    private const string Script = "/docs/scalar.js";
    private const int Connections = 200;
    private const int Pipelined = 40;
    private const int Measurements = 3;
    private const int SendBufferSize = 64 * 1024;

    // The buffer for responses, and the objects of a connection.
    private const long BytesPerConnection = 32 * 1024;

    private RunningService _service = null!;

    [SetUp]
    public async Task Start() => _service = await RunningService.Start(Database);

    [TearDown]
    public async Task Stop() => await _service.DisposeAsync();

    [TestCase(Document)]
    [TestCase(Script)]
    [TestCase("/docs/")]
    public async Task Content_that_the_client_has_is_not_sent_again(string path)
    {
        using var first = await _service.Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await _service.Client.SendAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(first.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache"));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.Empty);
        }
    }

    [TestCase(Document)]
    [TestCase(Script)]
    public async Task Content_is_the_same_with_and_without_compression(string path)
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(handler) { BaseAddress = _service.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var compressed = await client.SendAsync(request);
        var plain = await _service.Client.GetByteArrayAsync(path);

        Assert.That(compressed.Headers.Vary, Does.Contain("Accept-Encoding"));
        Assert.That(await compressed.Content.ReadAsByteArrayAsync(), Is.EqualTo(plain));
    }

    [Test]
    public async Task A_client_that_reads_nothing_is_disconnected(CancellationToken cancellationToken)
    {
        await DisconnectAfter("1", LimitSendBuffers);

        // Without compression, so that it is larger than the buffers of the network.
        using var socket = await Ask(Script, requests: 1, compression: "identity", cancellationToken);

        Assert.That(
            async () => await ReadAfterDisconnection(socket, cancellationToken),
            Throws.InstanceOf<IOException>().Or.InstanceOf<EndOfStreamException>()
        );
    }

    [TestCase(Document)]
    [TestCase(Script)]
    public async Task Clients_that_read_nothing_hold_little_memory(string path, CancellationToken cancellationToken)
    {
        // Other memory of the process changes by megabytes now and then. What connections hold is in every growth, so the least counts.
        var least = long.MaxValue;
        for (var measurement = 0; measurement < Measurements; measurement++)
        {
            await DisconnectAfter("3600");
            least = Math.Min(least, await GrowthByConnections(path, cancellationToken));
        }

        Assert.That(least / Connections, Is.LessThan(BytesPerConnection));
    }

    [Test]
    public async Task More_clients_that_read_nothing_than_the_maximum_get_503_and_are_disconnected(
        CancellationToken cancellationToken
    )
    {
        await DisconnectAfter("3600", LimitSendBuffers);
        var sockets = new List<TcpClient>();
        for (var number = 0; number < StaticContent.MaxResponses; number++)
        {
            sockets.Add(await Ask(Script, requests: 1, compression: "identity", cancellationToken));
        }

        using var refused = await _service.Client.GetAsync(Script, cancellationToken);
        sockets.ForEach(socket => socket.Dispose());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
            Assert.That(refused.Headers.ConnectionClose, Is.True);
        }

        // The service notices that the clients have left.
        while (true)
        {
            using var response = await _service.Client.GetAsync(Script, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }
        }
    }

    [Test]
    public async Task Concurrent_first_requests_have_the_same_content()
    {
        var requests = Enumerable.Range(0, 20).Select(_ => _service.Client.GetStringAsync(Script)).ToArray();

        var contents = await Task.WhenAll(requests);

        Assert.That(contents.Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Content_is_sent_over_HTTP_2_without_a_warning()
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder => HttpsEndpoint.Configure(builder, Database)
        );
        using var client = HttpsEndpoint.ClientOf(service);
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        var content = await client.GetStringAsync(Document);
        await service.Stop();

        Assert.That(content, Does.StartWith("{"));
        Assert.That(service.Log.Lines, Has.None.StartsWith("Warning"));
    }

    [Test]
    public async Task The_client_has_the_content_if_it_sends_any_tag()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Document);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);

        using var response = await _service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    private async Task DisconnectAfter(string seconds, Action<WebApplicationBuilder>? configure = null)
    {
        await _service.DisposeAsync();
        Database.Settings["Streaming:StalledReaderSeconds"] = seconds;
        _service = await RunningService.Start(Database, configure: configure);
    }

    // The network's own limit is megabytes, which is most of the content, so that a service on a busy machine would never wait.
    private static void LimitSendBuffers(WebApplicationBuilder builder) =>
        builder.WebHost.UseSockets(options =>
            options.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                socket.SendBufferSize = SendBufferSize;
                return socket;
            }
        );

    /// <summary>
    /// Returns the growth of the managed memory, in bytes, by <see cref="Connections"/> clients that read nothing. The clients are
    /// included, and a copy of the content, which is garbage only afterwards, is subtracted.
    /// </summary>
    private async Task<long> GrowthByConnections(string path, CancellationToken cancellationToken)
    {
        // Creates the content, and the objects of the first request.
        await _service.Client.GetStringAsync(path, cancellationToken);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new List<TcpClient>();
        for (var number = 0; number < Connections; number++)
        {
            sockets.Add(await Ask(path, Pipelined, compression: "identity", cancellationToken));
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        sockets.ForEach(socket => socket.Dispose());
        return growth;
    }

    /// <summary>Sends requests and waits until the first byte of the response has arrived.</summary>
    private async Task<TcpClient> Ask(
        string path,
        int requests,
        string compression,
        CancellationToken cancellationToken
    )
    {
        var address = _service.Client.BaseAddress!;
        var socket = new TcpClient { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var request = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept-Encoding: {compression}\r\n\r\n";
        var text = string.Concat(Enumerable.Repeat(request, requests));
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        await socket.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);
        return socket;
    }

    /// <summary>Waits until the service has ended the request, and reads what the network had buffered.</summary>
    private async Task ReadAfterDisconnection(TcpClient socket, CancellationToken cancellationToken)
    {
        while (!_service.Log.Lines.Any(line => line.Contains("the reader stalled", StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await socket.GetStream().CopyToAsync(Stream.Null, cancellationToken);
    }
}
