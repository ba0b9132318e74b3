using System.Net.Sockets;
using System.Text;

namespace JobsService.IntegrationTests.Http;

/// <summary>Bytes on a socket, for what a well-behaved client cannot send.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request and reads until the server closes the connection, which the request must ask for.</summary>
    public static async Task<string> Send(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
