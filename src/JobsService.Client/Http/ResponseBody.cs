using System.Buffers;

namespace JobsService.Client.Http;

/// <summary>The body of a response in a buffer of the pool, until it is disposed.</summary>
internal sealed class ResponseBody : IDisposable
{
    private const int DefaultSize = 32 * 1024;

    private byte[] _buffer;
    private int _length;

    private ResponseBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads the whole body. An incomplete body is an exception of the stream.</summary>
    public static async Task<ResponseBody> Read(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var length = response.Content.Headers.ContentLength;

        // One more byte, so that the end is found without a larger buffer.
        var body = new ResponseBody(length is >= 0 and < int.MaxValue / 2 ? (int)length + 1 : DefaultSize);
        try
        {
            using var stream = await Open(response, cancellationToken).ConfigureAwait(false);
            await body.ReadAll(stream, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Opens the body as a stream.</summary>
    public static Task<Stream> Open(HttpResponseMessage response, CancellationToken cancellationToken) =>
#if NET
        response.Content.ReadAsStreamAsync(cancellationToken);
#else
        response.Content.ReadAsStreamAsync();
#endif

    /// <summary>Writes the bytes from a position to the end to a stream.</summary>
    public Task WriteTo(Stream destination, int start, CancellationToken cancellationToken) =>
#if NET
        destination.WriteAsync(_buffer.AsMemory(start, _length - start), cancellationToken).AsTask();
#else
        destination.WriteAsync(_buffer, start, _length - start, cancellationToken);
#endif

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async Task ReadAll(Stream stream, CancellationToken cancellationToken)
    {
        while (await ReadSome(stream, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            _length += read;
            if (_length == _buffer.Length)
            {
                Grow();
            }
        }
    }

    private ValueTask<int> ReadSome(Stream stream, CancellationToken cancellationToken) =>
#if NET
        stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
#else
        new(stream.ReadAsync(_buffer, _length, _buffer.Length - _length, cancellationToken));
#endif

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
