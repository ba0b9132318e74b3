using System.Net.Sockets;
using System.Text;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Bytes that no client library sends: the server refuses them, and never sees two requests in one.</summary>
internal sealed class RawSocketTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Line = "GET /ga/api/v2/jobs/all HTTP/1.1\r\nHost: x\r\n";

    // A second request that a proxy could forward as part of the first one, if it parses that one differently.
    private const string SmuggledRequest = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private RunningService _service = null!;

    [SetUp]
    public async Task Start() => _service = await RunningService.Start(Database);

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [TestCase(
        "POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 45\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 45\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [TestCase(
        "POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n"
    )]
    [TestCase(Line + "X\r\n\r\n")]
    [TestCase(Line + "X : y\r\n\r\n")]
    [TestCase(Line + "X: y\0z\r\n\r\n")]
    [TestCase(Line + "X: y\rz\r\n\r\n")]
    [TestCase(Line + "Host: y\r\n\r\n")]
    [TestCase("GET /ga/api/v2/jobs/all HTTP/1.1\r\n\r\n")]
    [TestCase("GET /ga/api/v2/jobs/all HTTP/3.7\r\nHost: x\r\n\r\n")]
    [TestCase("GET  /ga/api/v2/jobs/all  HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("GET /ga/api/v2/jobs/all\r\n\r\n")]
    [TestCase("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")]
    [TestCase("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task A_malformed_request_is_refused_and_its_connection_is_closed(string bytes)
    {
        var answer = await Exchange(bytes + SmuggledRequest);

        Assert.That(
            answer,
            Does.Match("^(HTTP/1.1 4[0-9]{2} |HTTP/1.1 505 |\0\0\b\a|$)"),
            "The response must be an error, an HTTP/2 GOAWAY frame or empty."
        );
        Assert.That(_service.Log.Lines, Has.None.Contains("/smuggled"), "There must be no second request.");
    }

    [TestCase("GET /ga/api/v2/jobs/all HTTP/1.1\r\nHost: x\r\nContent-Length: 35\r\nConnection: close\r\n\r\n")]
    [TestCase("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 35\r\nConnection: close\r\n\r\n")]
    public async Task An_unread_body_is_not_treated_as_a_second_request(string head)
    {
        var answer = await Exchange(head + SmuggledRequest);

        Assert.That(answer, Does.StartWith("HTTP/1.1 4").And.Contain("\"success\":false"));
        Assert.That(_service.Log.Lines, Has.None.Contains("/smuggled"));
    }

    [TestCase("")]
    [TestCase("G")]
    [TestCase("GET /ga/api/v2/jobs/all HTTP/1.1")]
    [TestCase(Line)]
    [TestCase(Line + "Authorization: Basic MTo1ZTk2NDY1")]
    public async Task An_incomplete_request_times_out_and_its_connection_is_closed(string bytes)
    {
        // The first timeout is for an incomplete request, the second for a connection without any bytes.
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Kestrel:Limits:RequestHeadersTimeout"] = "00:00:01";
                builder.Configuration["Kestrel:Limits:KeepAliveTimeout"] = "00:00:01";
            }
        );

        // The client keeps the connection open and sends nothing more, so it is the server that closes it.
        var answer = await Exchange(bytes, service);

        Assert.That(answer, Does.Match("^(HTTP/1.1 408 |$)"));
    }

    [Test]
    public async Task A_stalled_request_body_is_answered_with_408()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Kestrel:Limits:MinRequestBodyDataRate:BytesPerSecond"] = "100";
                builder.Configuration["Kestrel:Limits:MinRequestBodyDataRate:GracePeriod"] = "00:00:02";
            }
        );

        var answer = await Exchange(
            $"POST {Routes.ApiKeys} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
            service
        );

        Assert.That(answer, Does.StartWith("HTTP/1.1 408 ").And.Contain("\"success\":false"));
    }

    [Test]
    public async Task Oversized_headers_are_answered_with_431()
    {
        var answer = await Exchange($"{Line}X: {new string('x', 40_000)}\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 431 "));
    }

    [Test]
    public async Task Pipelined_requests_are_answered_in_order_each_for_its_own_key()
    {
        var (one, two) = (await Database.AddKey(1), await Database.AddKey(2));
        await Database.AddJobs(Jobs.JobBuilder.Job(10), Jobs.JobBuilder.Job(20, 2));

        var answer = await Exchange(
            string.Concat(
                new[] { one, two, one, two }.Select(key => $"{Line}Authorization: {RunningService.Basic(key)}\r\n\r\n")
            ) + $"{Line}Connection: close\r\n\r\n"
        );

        Assert.That(
            answer.Split("\"id\":").Skip(1).Select(rest => rest[..2]),
            Is.EqualTo(new[] { "10", "20", "10", "20" })
        );
        Assert.That(answer, Does.Contain("HTTP/1.1 401 "));
    }

    /// <summary>Sends bytes and reads until the server closes the connection.</summary>
    /// <param name="bytes">The bytes, as Latin-1.</param>
    /// <param name="service">The service to send them to; null for the one that every test starts.</param>
    private async Task<string> Exchange(string bytes, RunningService? service = null)
    {
        var address = (service ?? _service).Client.BaseAddress!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // The server closed the connection without reading all bytes, which resets it.
            return "";
        }
    }
}
