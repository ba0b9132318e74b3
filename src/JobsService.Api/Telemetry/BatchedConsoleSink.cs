using System.Text;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace JobsService.Api.Telemetry;

/// <summary>Writes log events to standard output in batches, not on the threads of requests.</summary>
/// <remarks>
/// Serilog's console sink makes one system call per line, under a lock, before the request ends: an eighth of the time of a poll
/// (docs/performance.md), and a full pipe would block every request. The price: when the process is killed, the lines of the last
/// <see cref="MaxDelay"/> are lost, and when standard output is blocked, lines beyond <see cref="MaxQueued"/> are dropped.
/// </remarks>
internal sealed class BatchedConsoleSink(ITextFormatter formatter) : IBatchedLogEventSink, IAsyncDisposable
{
    /// <summary>The maximum time until a line is written.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>The maximum number of lines that wait.</summary>
    public const int MaxQueued = 100_000;

    private const int MaxBatch = 1000;
    private const int BufferSize = 64 * 1024;

    private readonly StreamWriter _output = new(
        Console.OpenStandardOutput(),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        BufferSize
    );

    /// <summary>Adds the sink to a logger.</summary>
    public static LoggerConfiguration AddTo(LoggerSinkConfiguration sinks, ITextFormatter formatter) =>
        sinks.Sink(
            new BatchedConsoleSink(formatter),
            new BatchingOptions
            {
                BatchSizeLimit = MaxBatch,
                BufferingTimeLimit = MaxDelay,
                QueueLimit = MaxQueued,
            }
        );

    public Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        foreach (var line in batch)
        {
            formatter.Format(line, _output);
        }

        return _output.FlushAsync();
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _output.DisposeAsync();
}
