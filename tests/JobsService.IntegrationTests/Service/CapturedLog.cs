using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace JobsService.IntegrationTests.Service;

/// <summary>Everything that a service logs, as text: messages, properties and exceptions.</summary>
internal sealed class CapturedLog : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IReadOnlyCollection<string> Lines => [.. _events.Select(TextOf)];

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);

    // Rendered only when a test reads the log, because allocation tests capture a log too.
    private static string TextOf(LogEvent logEvent)
    {
        var properties = string.Join(' ', logEvent.Properties.Select(property => $"{property.Key}={property.Value}"));
        var message = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        return $"{logEvent.Level} {message} | {properties} TraceId={logEvent.TraceId} | {logEvent.Exception}";
    }
}
