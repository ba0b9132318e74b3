namespace JobsService.Client;

/// <summary>The format of an export.</summary>
public enum ExportFormat
{
    /// <summary>CSV (RFC 4180) with a header line, for spreadsheets.</summary>
    Csv,

    /// <summary>A job in JSON on each line.</summary>
    Ndjson,
}

/// <summary>The options of an export.</summary>
public sealed class ExportOptions
{
    /// <summary>The format; CSV by default.</summary>
    public ExportFormat Format { get; set; }

    /// <summary>Whether CSV begins with the byte order mark that Excel needs.</summary>
    public bool ByteOrderMark { get; set; }

    /// <summary>The maximum number of jobs; null for all.</summary>
    public long? MaxJobs { get; set; }
}
