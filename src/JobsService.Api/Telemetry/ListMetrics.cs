using System.Diagnostics.Metrics;
using JobsService.Application.Scoping;

namespace JobsService.Api.Telemetry;

/// <summary>How a list response ended after it had started.</summary>
internal enum StreamOutcome
{
    /// <summary>The list was sent completely.</summary>
    Complete,

    /// <summary>The client disconnected.</summary>
    ClientDisconnected,

    /// <summary>The client read nothing for too long and was disconnected.</summary>
    ClientStalled,

    /// <summary>
    /// The client was disconnected because too many lists were streamed at once. It was the slowest client of the organization
    /// with the most streams.
    /// </summary>
    Evicted,

    /// <summary>The client was disconnected because its list kept SQLite's write-ahead log from being reused.</summary>
    SnapshotTooOld,

    /// <summary>The client was disconnected because its list took longer than <c>Streaming:LongestListMinutes</c>.</summary>
    TooLong,

    /// <summary>The client was disconnected because its key was revoked or has expired.</summary>
    KeyNoLongerValid,

    /// <summary>The service stopped, and the drain period was over.</summary>
    AbortedAtShutdown,

    /// <summary>An error occurred, and the connection was aborted.</summary>
    Failed,
}

/// <summary>The progress of a list response, for the request log and the metrics.</summary>
internal sealed class StreamProgress
{
    /// <summary>The number of written rows.</summary>
    public long Rows { get; set; }

    /// <summary>The number of bytes flushed to the client. Network buffers can hold some of them.</summary>
    public long Bytes { get; set; }

    /// <summary>The outcome; <see cref="StreamOutcome.Complete"/> until another one is set.</summary>
    public StreamOutcome Ending { get; set; }

    /// <summary>Records why the connection was aborted, unless an outcome has been recorded before.</summary>
    public void SetAborted(HttpContext context)
    {
        if (Ending == StreamOutcome.Complete)
        {
            var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
            Ending = lifetime.ApplicationStopping.IsCancellationRequested
                ? StreamOutcome.AbortedAtShutdown
                : StreamOutcome.ClientDisconnected;
        }
    }
}

/// <summary>Counts list responses and their rows, and measures the time to the first row.</summary>
internal sealed class ListMetrics
{
    private readonly Counter<long> _lists;
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _firstRow;
    private readonly TimeProvider _time;

    public ListMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(ScopeMetrics.MeterName);
        _lists = meter.CreateCounter<long>("jobsservice.lists", "{list}", "List responses, by how they ended.");
        _rows = meter.CreateCounter<long>("jobsservice.list.rows", "{row}", "Rows sent in list responses.");
        _firstRow = meter.CreateHistogram(
            "jobsservice.list.first_row.duration",
            "s",
            "Time from the query of a list to its first row, or to an empty result.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.0005,
                    0.001,
                    0.0025,
                    0.005,
                    0.01,
                    0.025,
                    0.05,
                    0.1,
                    0.25,
                    0.5,
                    1,
                    2.5,
                    5,
                ],
            }
        );
    }

    /// <summary>Reads the first row and records the duration.</summary>
    /// <returns>Whether the list has a row.</returns>
    public async ValueTask<bool> Time<T>(HttpContext context, IAsyncEnumerator<T> rows)
    {
        var start = _time.GetTimestamp();
        var hasRow = await rows.MoveNextAsync();
        _firstRow.Record(_time.GetElapsedTime(start).TotalSeconds, OfRoute(context));
        return hasRow;
    }

    /// <summary>Counts an ended list and its rows.</summary>
    public void Count(HttpContext context, StreamProgress progress)
    {
        var ofRoute = OfRoute(context);
        _rows.Add(progress.Rows, ofRoute);
        _lists.Add(1, ofRoute, new KeyValuePair<string, object?>("ending", NameOf(progress.Ending)));
    }

    private static KeyValuePair<string, object?> OfRoute(HttpContext context) =>
        new("http.route", RequestRoute.Of(context));

    private static string NameOf(StreamOutcome ending) =>
        ending switch
        {
            StreamOutcome.Complete => "whole",
            StreamOutcome.ClientDisconnected => "client_left",
            StreamOutcome.ClientStalled => "reader_stalled",
            StreamOutcome.Evicted => "displaced",
            StreamOutcome.SnapshotTooOld => "snapshot_too_old",
            StreamOutcome.TooLong => "too_long",
            StreamOutcome.KeyNoLongerValid => "key_no_longer_valid",
            StreamOutcome.AbortedAtShutdown => "cut_at_shutdown",
            _ => "broke_off",
        };
}
