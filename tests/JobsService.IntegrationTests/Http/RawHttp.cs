using System.Globalization;
using System.Net.Sockets;
using System.Text;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Http;

/// <summary>Sends bytes on a socket, for requests that HttpClient cannot send.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request with <c>Connection: close</c> and reads until the server closes the connection.</summary>
    public static async Task<string> Send(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends the headers of a request that creates an API key, and then one byte of its body.</summary>
    public static async Task<TcpClient> BeginBody(Uri address, string key, CancellationToken cancellationToken)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {Routes.ApiKeys} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"
            ),
            cancellationToken
        );

        // The server sends this when it begins to read the body.
        await stream.ReadExactlyAsync(new byte["HTTP/1.1 100 Continue\r\n\r\n".Length], cancellationToken);
        await stream.WriteAsync("{"u8.ToArray(), cancellationToken);
        return socket;
    }

    /// <summary>Reads a response that has a <c>Content-Length</c>.</summary>
    /// <returns>Its status line and its body.</returns>
    public static async Task<(string Status, string Body)> ReadAnswer(
        TcpClient socket,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(socket.GetStream(), Encoding.UTF8);
        var status = await reader.ReadLineAsync(cancellationToken);
        var length = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
        {
            if (header.Split(": ") is ["Content-Length", var value])
            {
                length = int.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, cancellationToken);
        return (status!, new string(body));
    }
}
