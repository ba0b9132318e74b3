using System.Net.Sockets;
using System.Text;

namespace JobsService.Benchmarks.Load;

/// <summary>Slow clients (as in a Slowloris attack), which send or read slowly and reconnect when they are disconnected.</summary>
internal static class SlowClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends a request body that creates an API key, one byte per second.</summary>
    public static Task SendBody(Uri url, string key, CancellationToken cancellationToken) =>
        Repeat(
            url,
            $"POST /ga/api/v2/api_keys HTTP/1.1\r\nHost: x\r\nAuthorization: {Basic(key)}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
            static (socket, cancellationToken) => socket.SendAsync("{"u8.ToArray(), cancellationToken).AsTask(),
            cancellationToken
        );

    /// <summary>Reads a list at 2 KB per second, just above Kestrel's default minimum rate.</summary>
    public static Task ReadList(Uri url, string key, CancellationToken cancellationToken) =>
        Repeat(
            url,
            $"GET /ga/api/v2/jobs/all HTTP/1.1\r\nHost: x\r\nAuthorization: {Basic(key)}\r\n\r\n",
            static (socket, cancellationToken) => socket.ReceiveAsync(new byte[2048], cancellationToken).AsTask(),
            cancellationToken
        );

    private static async Task Repeat(
        Uri url,
        string request,
        Func<Socket, CancellationToken, Task<int>> go,
        CancellationToken cancellationToken
    )
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
                await socket.ConnectAsync(url.Host, url.Port, cancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
                while (await go(socket, cancellationToken) > 0)
                {
                    await Task.Delay(Pause, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // Disconnected by the server: reconnect.
            }
        }
    }

    private static string Basic(string key) => $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key))}";
}
