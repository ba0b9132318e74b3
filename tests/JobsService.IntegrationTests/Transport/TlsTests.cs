using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Hosting;

namespace JobsService.IntegrationTests.Transport;

/// <summary>TLS versions, and handshakes that are not completed.</summary>
[CancelAfter(300_000)]
internal sealed class TlsTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int HalfHandshakes = 200;
    private const byte Alert = 21;
    private const byte Handshake = 22;

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_accepted(SslProtocols version)
    {
        var key = await Database.AddKey(1);
        await using var service = await Start();
        using var client = HttpsEndpoint.ClientOf(service, version);

        Assert.That(await Status(client, key), Is.EqualTo(HttpStatusCode.OK));
    }

    // The last case shows that the message is well-formed.
    [TestCase(0, new[] { Alert }, TestName = "SSL_3_0_is_refused")]
    [TestCase(1, new[] { Alert }, TestName = "TLS_1_0_is_refused")]
    [TestCase(2, new[] { Alert }, TestName = "TLS_1_1_is_refused")]
    [TestCase(3, new[] { Handshake }, TestName = "The_same_ClientHello_of_TLS_1_2_is_accepted")]
    public async Task Answers_a_ClientHello(int minorVersion, byte[] answer, CancellationToken cancellationToken)
    {
        await using var service = await Start();
        using var socket = await Send(service, ClientHello((byte)minorVersion), cancellationToken);

        var first = new byte[1];
        var length = await socket.GetStream().ReadAsync(first, cancellationToken);

        // Closing the connection without an alert is a refusal, too.
        Assert.That(
            first[..length],
            answer[0] == Alert ? Is.EqualTo(answer).Or.Empty : Is.EqualTo(answer),
            "The type of the first record"
        );
    }

    [Test]
    public async Task Half_handshakes_do_not_block_other_clients(CancellationToken cancellationToken)
    {
        var key = await Database.AddKey(1);
        await using var service = await Start();
        List<TcpClient> half = [];
        for (var number = 0; number < HalfHandshakes; number++)
        {
            half.Add(await Send(service, HalfOfHello(number), cancellationToken));
        }

        using var client = HttpsEndpoint.ClientOf(service, SslProtocols.None);
        var status = await Status(client, key);
        half.ForEach(socket => socket.Dispose());

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_half_handshake_is_disconnected_after_the_timeout_of_ten_seconds(
        CancellationToken cancellationToken
    )
    {
        // The test records the timeout, and then shortens it.
        var timeouts = new ConcurrentQueue<TimeSpan>();
        await using var service = await Start(web =>
            web.ConfigureKestrel(kestrel =>
                kestrel.ConfigureHttpsDefaults(https =>
                {
                    timeouts.Enqueue(https.HandshakeTimeout);
                    https.HandshakeTimeout = TimeSpan.FromSeconds(1);
                })
            )
        );
        Assert.That(timeouts, Is.Not.Empty.And.All.EqualTo(TimeSpan.FromSeconds(10)));

        var closed = new[] { [], HalfOfHello(1), HalfOfHello(50), ClientHello(minorVersion: 3) }.Select(async bytes =>
        {
            using var socket = await Send(service, bytes, cancellationToken);
            await WaitUntilClosed(socket, cancellationToken);
        });
        await Task.WhenAll(closed);
    }

    private Task<RunningService> Start(Action<IWebHostBuilder>? configure = null) =>
        RunningService.Start(
            Database,
            configure: builder =>
            {
                HttpsEndpoint.Configure(builder, Database);
                configure?.Invoke(builder.WebHost);
            }
        );

    private static async Task<HttpStatusCode> Status(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<TcpClient> Send(RunningService service, byte[] bytes, CancellationToken cancellationToken)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(service.Client.BaseAddress!.Host, service.Client.BaseAddress.Port, cancellationToken);
        await socket.GetStream().WriteAsync(bytes, cancellationToken);
        return socket;
    }

    private static async Task WaitUntilClosed(TcpClient socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.GetStream().CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (IOException)
        {
            // The server reset the connection.
        }
    }

    /// <summary>The beginning of a message, of a length from zero to all but one byte.</summary>
    private static byte[] HalfOfHello(int number)
    {
        var hello = ClientHello(minorVersion: 3);
        return hello[..(number % hello.Length)];
    }

    /// <summary>
    /// The first message of a client (RFC 5246, section 7.4.1.2), because the TLS library of this machine does not offer old versions.
    /// </summary>
    /// <param name="minorVersion">0 for SSL 3.0, 1 to 3 for TLS 1.0 to 1.2.</param>
    private static byte[] ClientHello(byte minorVersion)
    {
        // ECDHE_ECDSA with AES-128-CBC and SHA-1, for every version, and with AES-128-GCM, for TLS 1.2.
        byte[] cipherSuites = [0xC0, 0x09, 0xC0, 0x2B];
        byte[] curves = Extension(10, WithLength([0, 23]));
        byte[] pointFormats = Extension(11, [1, 0]);
        byte[] signatures = Extension(13, WithLength([4, 3]));
        byte[] random = new byte[32];
        byte[] body =
        [
            3,
            minorVersion,
            .. random,
            0, // No session
            .. WithLength(cipherSuites),
            1, // One compression method: none
            0,
            .. WithLength([.. curves, .. pointFormats, .. signatures]),
        ];
        byte[] message = [1, 0, .. WithLength(body)];
        return [Handshake, 3, Math.Min(minorVersion, (byte)1), .. WithLength(message)];
    }

    private static byte[] Extension(byte type, byte[] data) => [0, type, .. WithLength(data)];

    private static byte[] WithLength(byte[] data)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)data.Length);
        return [.. length, .. data];
    }
}
