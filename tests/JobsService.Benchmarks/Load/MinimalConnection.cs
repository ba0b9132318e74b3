using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace JobsService.Benchmarks.Load;

/// <summary>
/// A minimal HTTP connection that repeats one request. It uses little CPU time, because it shares the processors with the server
/// that it overloads.
/// </summary>
internal sealed class MinimalConnection : IDisposable
{
    private const int StatusOffset = 9;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;

    private byte[] _buffer = new byte[64 * 1024];

    private MinimalConnection(byte[] request) => _request = request;

    /// <summary>Opens a connection.</summary>
    /// <param name="url">The URL to request.</param>
    /// <param name="key">The API key as <c>ORGANIZATION:SECRET</c>.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public static async Task<MinimalConnection> Open(Uri url, string key, CancellationToken cancellationToken)
    {
        var connection = new MinimalConnection(
            Encoding.ASCII.GetBytes(
                $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n"
                    + $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key))}\r\n\r\n"
            )
        );
        await connection._socket.ConnectAsync(url.Host, url.Port, cancellationToken);
        return connection;
    }

    /// <summary>Sends the request, and reads the whole response.</summary>
    /// <returns>The status, and whether there is a Retry-After header.</returns>
    /// <exception cref="IOException">The response is incomplete or malformed.</exception>
    public async Task<(int Status, bool HasRetryAfter)> Send(CancellationToken cancellationToken)
    {
        await _socket.SendAsync(_request, cancellationToken);
        var length = 0;
        do
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length +=
                received > 0
                    ? received
                    : throw new IOException("The response is incomplete: the server closed the connection.");
        } while (!IsComplete(_buffer.AsSpan(0, length)));

        return StatusOf(_buffer.AsSpan(0, length));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        return length < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : Utf8Parser.TryParse(answer[(length + "Content-Length: "u8.Length)..], out int body, out _)
                && answer.Length == head + "\r\n\r\n"u8.Length + body;
    }

    private static (int, bool) StatusOf(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer[StatusOffset..], out int status, out _)
            ? (status, answer[..answer.IndexOf("\r\n\r\n"u8)].IndexOf("\r\nRetry-After: "u8) >= 0)
            : throw new IOException("The response has no status code.");
}
