using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Replicas;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>
/// Request smuggling: requests whose end a proxy and the service could see at different places, sent to the service and through
/// nginx.
/// </summary>
[CancelAfter(300_000)]
internal sealed partial class SmugglingTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n\r\n";
    private const string EmptyBody = "0\r\n\r\n";

    private static readonly int Length = Smuggled.Length;

    // A list, because nginx retries it, and a change, which needs a body.
    private static readonly string[] Methods = [$"GET {Routes.All}", $"POST {Routes.ApiKeys}"];

    /// <summary>
    /// Messages that RFC 9112 allows: the smuggled request is a part of their body. What follows the request line, <c>Host</c> and
    /// <c>Authorization</c>.
    /// </summary>
    private static readonly string[] WellFormed =
    [
        $"Content-Length: {Length}\r\n\r\n{Smuggled}",
        $"Expect: 100-continue\r\nContent-Length: {Length}\r\n\r\n{Smuggled}",
        $"{Chunked}{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        $"{Chunked}{Length:x};a=b;c=\"d\"\r\n{Smuggled}\r\n{EmptyBody}",
        $"{Chunked}0000{Length:X}\r\n{Smuggled}\r\n0;a\r\n\r\n",
        $"Transfer-Encoding:\t Chunked \t\r\n\r\n{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        $"Transfer-Encoding: x\r\n{Chunked}{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        $"{Chunked}{Length:x}\r\n{Smuggled}\r\n0\r\nContent-Length: 5\r\nTransfer-Encoding: x\r\n\r\n",
    ];

    /// <summary>Messages that RFC 9112 does not allow, or whose end is ambiguous.</summary>
    private static readonly string[] Malformed =
    [
        // CL.TE and TE.CL
        $"Content-Length: {EmptyBody.Length + Length}\r\n{Chunked}{EmptyBody}{Smuggled}",
        $"Transfer-Encoding: chunked\r\nContent-Length: {EmptyBody.Length + Length}\r\n\r\n{EmptyBody}{Smuggled}",
        $"Content-Length: 4\r\n{Chunked}{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        // TE.TE
        $"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n{EmptyBody}{Smuggled}",
        $"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nContent-Length: 4\r\n\r\n{Length:x}\r\n{Smuggled}",
        $"Transfer-Encoding: xchunked\r\n\r\n{EmptyBody}{Smuggled}",
        $"Transfer-Encoding: chunked, identity\r\n\r\n{EmptyBody}{Smuggled}",
        $"Transfer-Encoding: \"chunked\"\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $"Transfer-Encoding: \vchunked\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $"Transfer-Encoding:\r\n chunked\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $"Transfer-Encoding : chunked\r\n\r\n{EmptyBody}{Smuggled}",
        $"Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $" Transfer-Encoding: chunked\r\n\r\n{EmptyBody}{Smuggled}",
        // Content lengths
        $"Content-Length: 0\r\nContent-Length: {Length}\r\n\r\n{Smuggled}",
        $"Content-Length: {Length}\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $"Content-Length: 0, {Length}\r\n\r\n{Smuggled}",
        $"Content-Length : {Length}\r\n\r\n{Smuggled}",
        $"Content-Length: 0x{Length:x}\r\n\r\n{Smuggled}",
        $"Content-Length: \r\n\r\n{Smuggled}",
        // Chunks
        $"{Chunked}0x{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        $"{Chunked}+{Length:x}\r\n{Smuggled}\r\n{EmptyBody}",
        $"{Chunked}-1\r\n\r\n{Smuggled}",
        $"{Chunked}\r\n{Smuggled}",
        $"{Chunked}2\r\nabX\r\n{Smuggled}",
        $"{Chunked}2;\nab\r\n{Length:x}\r\n{EmptyBody}{Smuggled}",
        $"{Chunked}2;a=b\rab\r\n{EmptyBody}{Smuggled}",
        $"{Chunked}0;\n\r\n{Smuggled}",
        // Lines that end with LF or CR only
        $"X: y\nContent-Length: 0\n\n{Smuggled}",
        $"X: y\rTransfer-Encoding: chunked\r\n\r\n{EmptyBody}{Smuggled}",
        $"X: y\0\r\nContent-Length: {Length}\r\n\r\n{Smuggled}",
    ];

    /// <summary>Kestrel parses this length as a number with a sign, nginx refuses it.</summary>
    private static readonly string[] ToleratedByKestrel = [$"Content-Length: +{Length}\r\n\r\n{Smuggled}"];

    private static readonly string[] MalformedRequestLines =
    [
        $"GET http://other.example{Routes.All} HTTP/1.1",
        $"GET {Routes.All} HTTP/1.1 HTTP/1.1",
        $"GET {Routes.All} HTTP/1.1\nX: y",
        $"POST {Routes.ApiKeys} HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked",
        $"POST {Routes.ApiKeys} HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\nTransfer-Encoding: chunked",
    ];

    private ReceivedRequests _received = null!;

    private RunningService _service = null!;
    private string _attacker = null!;
    private string _victim = null!;

    [SetUp]
    public async Task Start()
    {
        _received = new ReceivedRequests();
        (_attacker, _victim) = (await Database.AddKey(1), await Database.AddKey(2));
        await Database.AddJobs(JobBuilder.Job(10), JobBuilder.Job(20, 2));
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IStartupFilter>(_received)
        );
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task The_service_answers_a_well_formed_request_once_and_the_next_request_on_its_connection()
    {
        foreach (var request in WellFormed.Concat(ToleratedByKestrel).SelectMany(WithHead))
        {
            var answer = await Exchange(_service.Client.BaseAddress!, request + VictimsRequest);

            Assert.That(StatusLine().Count(answer), Is.EqualTo(2), request);
            Assert.That(IdsOf(answer.Split("HTTP/1.1 ")[^1]), Is.EqualTo(new[] { "20" }), request);
            Assert.That(_received.Paths, Has.None.EqualTo("/smuggled"), request);
        }
    }

    [Test]
    public async Task The_service_closes_the_connection_of_a_malformed_request()
    {
        foreach (var request in Malformed.SelectMany(WithHead).Concat(MalformedRequestLines.Select(WithRequestLine)))
        {
            var answer = await Exchange(_service.Client.BaseAddress!, request + VictimsRequest);

            // There is none if the connection was reset before it was read.
            Assert.That(StatusLine().Count(answer), Is.LessThanOrEqualTo(1), request);
            Assert.That(IdsOf(answer), Has.None.EqualTo("20"), request);
            Assert.That(_received.Paths, Has.None.EqualTo("/smuggled").And.None.EqualTo(Routes.Unfinished), request);
        }
    }

    [Test]
    public async Task Behind_nginx_each_request_that_the_service_receives_is_answered_to_its_own_client(
        CancellationToken cancellationToken
    )
    {
        if (NginxProcess.UnavailableReason is { } reason)
        {
            Assert.Ignore(reason);
        }

        await using var nginx = await NginxProcess.StartForProduction(
            _service.Client.BaseAddress!.Port,
            cancellationToken
        );
        foreach (
            var request in WellFormed
                .Concat(ToleratedByKestrel)
                .Concat(Malformed)
                .SelectMany(WithHead)
                .Concat(MalformedRequestLines.Select(WithRequestLine))
        )
        {
            var before = _received.Paths.Count;
            var answer = await Exchange(nginx.Client.BaseAddress!, request + VictimsRequest);

            // Responses of nginx itself do not have this header.
            Assert.That(ServiceAnswer().Count(answer), Is.EqualTo(_received.Paths.Count - before), request);

            // nginx sends the requests of all clients on the same connections.
            for (var poll = 0; poll < 2; poll++)
            {
                var victims = await Exchange(nginx.Client.BaseAddress!, VictimsRequest);
                Assert.That(IdsOf(victims), Is.EqualTo(new[] { "20" }), request);
            }
        }
    }

    private string VictimsRequest =>
        $"GET {Routes.Unfinished} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(_victim)}\r\nConnection: close\r\n\r\n";

    private IEnumerable<string> WithHead(string rest) =>
        Methods.Select(method =>
            $"{method} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(_attacker)}\r\n"
            + $"Content-Type: application/json\r\n{rest}"
        );

    private string WithRequestLine(string line) =>
        $"{line}\r\nHost: x\r\nAuthorization: {RunningService.Basic(_attacker)}\r\n\r\n";

    private static async Task<string> Exchange(Uri address, string bytes)
    {
        try
        {
            return await RawHttp.Send(address, bytes);
        }
        catch (IOException)
        {
            // The server closed the connection without reading all bytes, which resets it.
            return "";
        }
    }

    private static IEnumerable<string> IdsOf(string answer) =>
        JobId().Matches(answer).Select(match => match.Groups["id"].Value);

    // Not "100 Continue", which nginx sends before the response.
    [GeneratedRegex(@"HTTP/1\.1 [2-5][0-9]{2} ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^X-Runtime: ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServiceAnswer();

    [GeneratedRegex("\"id\":(?<id>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId();

    /// <summary>Records requests before they are answered.</summary>
    private sealed class ReceivedRequests : IStartupFilter
    {
        public ConcurrentQueue<string> Paths { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext context, RequestDelegate rest) =>
                    {
                        Paths.Enqueue(context.Request.Path);
                        return rest(context);
                    }
                );
                next(app);
            };
    }
}
