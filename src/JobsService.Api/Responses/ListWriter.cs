using System.IO.Pipelines;
using System.Text.Json;
using JobsService.Application.Paging;

namespace JobsService.Api.Responses;

/// <summary>Writes the rows of a list in one format. It buffers: <see cref="Flush"/> moves what was written to the response.</summary>
internal abstract class ListWriter<T>(HttpResponse response) : IDisposable
{
    /// <summary>The body of the response.</summary>
    protected PipeWriter Body { get; } = response.BodyWriter;

    /// <summary>The number of bytes written, those in the buffer of the format excepted.</summary>
    public abstract long Written { get; }

    /// <summary>Writes what precedes the first row.</summary>
    public abstract void Begin();

    /// <summary>Writes a row.</summary>
    public abstract void Write(in T row);

    /// <summary>Writes what follows the last row.</summary>
    /// <param name="page">The position of the page; null for a list without paging.</param>
    public abstract void End(PagePosition? page);

    /// <summary>Moves the buffered bytes to <see cref="Body"/>, which is not flushed.</summary>
    public abstract void Flush();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Writes the rows in the response envelope.</summary>
internal sealed class JsonListWriter<T> : ListWriter<T>
{
    private readonly WriteJson<T> _writeRow;
    private readonly Utf8JsonWriter _writer;

    public JsonListWriter(HttpResponse response, WriteJson<T> writeRow)
        : base(response)
    {
        _writeRow = writeRow;
        _writer = new Utf8JsonWriter(Body, EnvelopeJson.WriterOptions);
        response.ContentType = EnvelopeJson.ContentType;
    }

    // BytesPending is not enough: the writer commits full buffers to the pipe, where they wait for a flush.
    public override long Written => _writer.BytesCommitted + _writer.BytesPending;

    public override void Begin() => EnvelopeJson.BeginList(_writer);

    public override void Write(in T row) => _writeRow(_writer, row);

    public override void End(PagePosition? page) => EnvelopeJson.EndList(_writer, page);

    public override void Flush() => _writer.Flush();

    public override void Dispose() => _writer.Dispose();
}

/// <summary>Writes each row as JSON on a line of its own, without an envelope (NDJSON, https://github.com/ndjson/ndjson-spec).</summary>
internal sealed class NdjsonListWriter<T> : ListWriter<T>
{
    private readonly WriteJson<T> _writeRow;
    private readonly Utf8JsonWriter _writer;

    private long _written;

    public NdjsonListWriter(HttpResponse response, WriteJson<T> writeRow)
        : base(response)
    {
        _writeRow = writeRow;
        _writer = new Utf8JsonWriter(Body, EnvelopeJson.WriterOptions);
        response.ContentType = ListFormats.Ndjson;
    }

    public override long Written => _written;

    public override void Begin() { }

    public override void Write(in T row)
    {
        _writeRow(_writer, row);
        _writer.Flush();
        Body.GetSpan(1)[0] = (byte)'\n';
        Body.Advance(1);
        _written += _writer.BytesCommitted + 1;

        // The next row is a document of its own.
        _writer.Reset();
    }

    public override void End(PagePosition? page) { }

    public override void Flush() { }

    public override void Dispose() => _writer.Dispose();
}
