using System.Buffers;
using CsvHelper;
using JobsService.Application.Paging;

namespace JobsService.Api.Responses;

/// <summary>Writes the fields of a row into a CSV record, without ending it.</summary>
internal delegate void WriteCsv<T>(CsvWriter writer, in T row);

/// <summary>How the rows of a list are written in CSV.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="WriteRow">Writes a row.</param>
/// <param name="FileName">The name under which a browser saves the response.</param>
/// <param name="HasByteOrderMark">Whether the response starts with a byte order mark, which Excel needs to recognize UTF-8.</param>
internal sealed record CsvTable<T>(
    IReadOnlyList<string> Header,
    WriteCsv<T> WriteRow,
    string FileName,
    bool HasByteOrderMark
);

/// <summary>Writes the rows in CSV (RFC 4180) with a header line, in UTF-8.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets a leading apostrophe
/// (https://owasp.org/www-community/attacks/CSV_Injection). Numbers and times are not changed.
/// </remarks>
internal sealed class CsvListWriter<T> : ListWriter<T>
{
    private readonly CsvTable<T> _table;
    private readonly MemoryStream _buffer = new();
    private readonly CsvWriter _writer;

    private long _moved;

    public CsvListWriter(HttpResponse response, CsvTable<T> table)
        : base(response)
    {
        _table = table;
        _writer = CsvWriter.Create(_buffer, CsvFormat.OptionsOf(table.HasByteOrderMark), leaveOpen: true);
        response.ContentType = ListFormats.CsvContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.FileName}\"";
    }

    public override long Written => _moved + _buffer.Length;

    public override void Begin()
    {
        foreach (var name in _table.Header)
        {
            _writer.WriteField(name);
        }

        _writer.EndRecord();
    }

    public override void Write(in T row)
    {
        _table.WriteRow(_writer, row);
        _writer.EndRecord();
    }

    public override void End(PagePosition? page) { }

    public override void Flush()
    {
        _writer.Flush();
        Body.Write(_buffer.GetBuffer().AsSpan(0, (int)_buffer.Length));
        _moved += _buffer.Length;
        _buffer.SetLength(0);
    }

    public override void Dispose() => _writer.Dispose();
}

/// <summary>The rules of the CSV that the service writes.</summary>
internal static class CsvFormat
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    private static readonly CsvWriterOptions Options = new()
    {
        // The default is 64 KB, which every slow client would hold.
        BufferSize = 8 * 1024,
        NewLine = "\r\n",
        TrueValue = "true",
        FalseValue = "false",
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        InjectionEscape = '\'',
    };

    private static readonly CsvWriterOptions WithByteOrderMark = Options with { WriteByteOrderMark = true };

    /// <summary>Returns the options of the library.</summary>
    public static CsvWriterOptions OptionsOf(bool hasByteOrderMark) => hasByteOrderMark ? WithByteOrderMark : Options;

    /// <summary>Writes a time as in JSON, in UTC with whole seconds; an empty field for null.</summary>
    public static void WriteTimeOrEmpty(this CsvWriter writer, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteField(value.UtcDateTime, TimeFormat);
        }
        else
        {
            writer.WriteField((string?)null);
        }
    }
}
