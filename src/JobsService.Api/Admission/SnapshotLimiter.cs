using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Admission;

/// <summary>
/// Keeps the write-ahead log of SQLite small. A list reads from a snapshot of the database, and SQLite cannot reuse the log while one
/// is open, so a client that reads slowly while others write would let the log grow without limit. When the log is too large, long
/// lists are aborted and the log is emptied. See ADR 0007.
/// </summary>
internal sealed partial class SnapshotLimiter(
    IWriteAheadLog log,
    StreamLimiter streams,
    IOptions<StreamOptions> options,
    TimeProvider time,
    ILogger<SnapshotLimiter> logger
) : BackgroundService
{
    private const long Megabyte = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly long _maxBytes = options.Value.MaxWriteAheadLogMegabytes * Megabyte;
    private readonly TimeSpan _longestSnapshot = TimeSpan.FromSeconds(options.Value.LongestSnapshotSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (_maxBytes > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (log.Bytes is var bytes && bytes > _maxBytes)
            {
                await Shrink(bytes);
            }
        }
    }

    private async Task Shrink(long bytes)
    {
        try
        {
            if (await Task.Run(log.TryEmpty))
            {
                return;
            }
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            return;
        }

        // Young lists alone can also keep the log in use, when there are always some.
        var age = bytes > 2 * _maxBytes ? TimeSpan.Zero : _longestSnapshot;
        if (streams.DisconnectOlderThan(age, StreamOutcome.SnapshotTooOld) is > 0 and var lists)
        {
            LogAborted(lists, bytes / Megabyte, _maxBytes / Megabyte);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Aborted {Lists} lists: SQLite's write-ahead log has {Megabytes} MB, more than Streaming:MaxWriteAheadLogMegabytes = "
            + "{MaxMegabytes}, and open lists keep it from being reused. Clients should read long lists in pages (page_token)"
    )]
    private partial void LogAborted(int lists, long megabytes, long maxMegabytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "SQLite's write-ahead log could not be emptied")]
    private partial void LogFailed(Exception exception);
}
