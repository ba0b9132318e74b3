namespace JobsService.Tool.Output;

/// <summary>Turns lines of JSON, of which each write has complete ones, into one JSON array.</summary>
internal sealed class JsonArrayStream(Stream destination) : Stream
{
    private bool _hasRows;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the end of the array.</summary>
    public async Task Complete(CancellationToken cancellationToken) =>
        await destination.WriteAsync(_hasRows ? "\n]\n"u8.ToArray() : "[]\n"u8.ToArray(), cancellationToken);

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        while (buffer.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            await destination.WriteAsync(_hasRows ? ",\n"u8.ToArray() : "[\n"u8.ToArray(), cancellationToken);
            await destination.WriteAsync(buffer[..end], cancellationToken);
            _hasRows = true;
            buffer = buffer[(end + 1)..];
        }
    }

    public override void Flush() => destination.Flush();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
