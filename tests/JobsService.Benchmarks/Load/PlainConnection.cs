using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace JobsService.Benchmarks.Load;

/// <summary>
/// A connection that asks one thing, with as little work as can be: a client that shares the processors with what it overloads
/// must not be what is overloaded.
/// </summary>
internal sealed class PlainConnection : IDisposable
{
    private const int StatusOffset = 9;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;

    private byte[] _buffer = new byte[64 * 1024];

    private PlainConnection(byte[] request) => _request = request;

    /// <summary>Connects.</summary>
    /// <param name="url">What will be asked.</param>
    /// <param name="key">With which key, <c>ORGANIZATION:SECRET</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PlainConnection> Open(Uri url, string key, CancellationToken cancellationToken)
    {
        var connection = new PlainConnection(
            Encoding.ASCII.GetBytes(
                $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n"
                    + $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key))}\r\n\r\n"
            )
        );
        await connection._socket.ConnectAsync(url.Host, url.Port, cancellationToken);
        return connection;
    }

    /// <summary>Asks, and reads the whole answer.</summary>
    /// <returns>Its status, and whether it says when to come back.</returns>
    /// <exception cref="IOException">It does not come to its end.</exception>
    public async Task<(int Status, bool HasRetryAfter)> Ask(CancellationToken cancellationToken)
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
            length += received > 0 ? received : throw new IOException("The answer breaks off.");
        } while (!IsUnpaged(_buffer.AsSpan(0, length)));

        return StatusOf(_buffer.AsSpan(0, length));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsUnpaged(ReadOnlySpan<byte> answer)
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
            : throw new IOException("The answer has no status.");
}
