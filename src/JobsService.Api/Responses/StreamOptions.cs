using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Responses;

/// <summary>Streamed responses: section <c>Streaming</c>.</summary>
internal sealed class StreamOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Streaming";

    /// <summary>A client that reads nothing of a list for this number of seconds is disconnected; 0 disables the limit.</summary>
    [Range(0, 3600)]
    public int StalledReaderSeconds { get; set; } = 30;

    /// <summary>
    /// The size of SQLite's write-ahead log, in MB, above which lists of slow clients are aborted; 0 disables the limit. An open list
    /// keeps the log from being reused.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxWriteAheadLogMegabytes { get; set; } = 1024;

    /// <summary>
    /// Above <see cref="MaxWriteAheadLogMegabytes"/>, lists that have streamed for more than this number of seconds are aborted; above
    /// twice that size, every list that streams.
    /// </summary>
    [Range(0, 3600)]
    public int LongestSnapshotSeconds { get; set; } = 10;

    /// <summary>
    /// A list that has streamed for this number of minutes is aborted; 0 disables the limit. On SQL Server, an open list delays changes of
    /// the schema and keeps row versions in tempdb.
    /// </summary>
    [Range(0, 1440)]
    public int LongestListMinutes { get; set; } = 60;

    /// <summary>The time after which a list is aborted; <see cref="TimeSpan.MaxValue"/> without a limit.</summary>
    public TimeSpan LongestList =>
        LongestListMinutes > 0 ? TimeSpan.FromMinutes(LongestListMinutes) : TimeSpan.MaxValue;
}
