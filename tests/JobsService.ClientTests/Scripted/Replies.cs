using System.Globalization;
using System.Text;

namespace JobsService.ClientTests.Scripted;

/// <summary>Replies of a <see cref="ScriptedServer"/>, good and bad.</summary>
internal static class Replies
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>A complete response.</summary>
    public static Reply Whole(string body, string type = Json, int status = 200, string headers = "") =>
        async (_, connection, stopped) =>
        {
            await Send(connection, Head(status, type, Length(body), headers) + body, stopped);
            return true;
        };

    /// <summary>An error in the envelope.</summary>
    public static Reply Error(int status, string code, string message, string headers = "") =>
        Whole(
            $$"""{"success":false,"data":null,"error_code":"{{code}}","error_message":"{{message}}"}""",
            status: status,
            headers: headers
        );

    /// <summary>A response whose connection breaks after some bytes of its body.</summary>
    public static Reply Cut(string body, int after, string type = Json) =>
        async (_, connection, stopped) =>
        {
            await Send(connection, Head(200, type, Length(body), "") + body[..after], stopped);
            return false;
        };

    /// <summary>A connection that ends without a response.</summary>
    public static Reply Nothing { get; } = (_, _, _) => Task.FromResult(false);

    /// <summary>Bytes that are not HTTP.</summary>
    public static Reply Garbage { get; } =
        async (_, connection, stopped) =>
        {
            await Send(connection, "\u0001\u0002 this is not HTTP\r\n\r\n", stopped);
            return false;
        };

    /// <summary>No response, until the test or the client ends.</summary>
    /// <param name="received">Completes when the request has arrived.</param>
    public static Reply Silence(TaskCompletionSource received) =>
        async (_, _, stopped) =>
        {
            received.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopped);
            return false;
        };

    /// <summary>Events, and then a connection that breaks.</summary>
    public static Reply Events(params string[] events) =>
        async (_, connection, stopped) =>
        {
            await SendEvents(connection, events, stopped);
            return false;
        };

    /// <summary>Events, and then a connection that breaks in the middle of another event.</summary>
    public static Reply EventsCutWithin(string cut, params string[] events) =>
        async (_, connection, stopped) =>
        {
            await SendEvents(connection, [.. events, cut[..(cut.Length / 2)]], stopped);
            return false;
        };

    /// <summary>Events, and then silence.</summary>
    public static Reply EventsThenSilence(TaskCompletionSource sent, params string[] events) =>
        async (_, connection, stopped) =>
        {
            await SendEvents(connection, events, stopped);
            sent.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopped);
            return false;
        };

    /// <summary>The text of an event.</summary>
    public static string Event(string type, string id, string data) => $"id: {id}\nevent: {type}\ndata: {data}\n\n";

    private static async Task SendEvents(Stream connection, string[] events, CancellationToken stopped)
    {
        await Send(connection, Head(200, "text/event-stream", "Transfer-Encoding: chunked", ""), stopped);
        foreach (var text in events)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            await Send(connection, $"{length.ToString("x", CultureInfo.InvariantCulture)}\r\n{text}\r\n", stopped);
        }
    }

    private static string Length(string body) => $"Content-Length: {Encoding.UTF8.GetByteCount(body)}";

    private static string Head(int status, string type, string framing, string headers) =>
        $"HTTP/1.1 {status} Scripted\r\nContent-Type: {type}\r\n{framing}\r\nX-Request-Id: of-the-service\r\n{headers}\r\n";

    private static async Task Send(Stream connection, string text, CancellationToken stopped)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes(text), stopped);
        await connection.FlushAsync(stopped);
    }
}
