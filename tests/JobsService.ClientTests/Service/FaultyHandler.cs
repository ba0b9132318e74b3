using System.Net;
using System.Text;

namespace JobsService.ClientTests.Service;

/// <summary>Disturbs requests and responses at random, as networks, proxies and restarts do.</summary>
/// <param name="seed">The seed of chance.</param>
/// <param name="occurred">Is called after each fault.</param>
internal sealed class FaultyHandler(int seed, Action occurred) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string BrokenEvent = "event: job\nid: invented\ndata: {\"id\":1,\n\n";

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private int _faults;

    /// <summary>Whether faults occur.</summary>
    public bool IsActive { get; set; }

    /// <summary>The number of faults so far.</summary>
    public int Faults => Volatile.Read(ref _faults);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!IsActive || Random(10) < 2)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _faults);
        occurred();
        var hasCursor = request.RequestUri!.Query.Contains("cursor=", StringComparison.Ordinal);
        switch (Random(9))
        {
            case 0:
                throw new HttpRequestException("Connection refused.");
            case 1:
                return Error(503, "internal_error");
            case 2:
                return new HttpResponseMessage { Content = new StringContent("<html>", Encoding.UTF8, "text/html") };
            case 3 when hasCursor:
                return Error(410, "cursor_expired");
            case 4:
                return Error(429, "too_many_requests");
        }

        var response = await base.SendAsync(request, cancellationToken);
        var content = new StreamContent(
            new DisturbedStream(await response.Content.ReadAsStreamAsync(cancellationToken), Random(3000), NextEnd())
        );
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }

    private StreamEnd NextEnd() =>
        Random(4) switch
        {
            0 => StreamEnd.Early,
            1 => StreamEnd.Silence,
            2 => StreamEnd.Garbage,
            _ => StreamEnd.Failure,
        };

    private int Random(int limit)
    {
        lock (_lock)
        {
            return _random.Next(limit);
        }
    }

    private static HttpResponseMessage Error(int status, string code) =>
        new((HttpStatusCode)status)
        {
            Headers = { { "Retry-After", "0" } },
            Content = new StringContent(
                $$"""{"success":false,"data":null,"error_code":"{{code}}","error_message":"A fault."}""",
                Encoding.UTF8,
                "application/json"
            ),
        };

    private enum StreamEnd
    {
        Failure,
        Early,
        Silence,
        Garbage,
    }

    /// <summary>Passes some bytes on, and then ends.</summary>
    private sealed class DisturbedStream(Stream inner, int remaining, StreamEnd end) : Stream
    {
        private int _remaining = remaining;
        private bool _hasSentGarbage;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (_remaining == 0)
            {
                return await End(buffer, cancellationToken);
            }

            var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _remaining)], cancellationToken);
            _remaining -= read;
            return read;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private async Task<int> End(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            switch (end)
            {
                case StreamEnd.Early:
                    return 0;
                case StreamEnd.Silence:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return 0;
                case StreamEnd.Garbage when !_hasSentGarbage:
                    _hasSentGarbage = true;
                    return Encoding.UTF8.GetBytes(BrokenEvent, buffer.Span);
                default:
                    throw new IOException("Connection reset by peer.");
            }
        }
    }
}
