using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace JobsService.IntegrationTests.Service;

/// <summary>Everything that a service logs, as text: messages, properties and exceptions.</summary>
internal sealed class CapturedLog : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public void Emit(LogEvent logEvent)
    {
        var properties = string.Join(' ', logEvent.Properties.Select(property => $"{property.Key}={property.Value}"));
        var message = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        _lines.Enqueue($"{logEvent.Level} {message} | {properties} | {logEvent.Exception}");
    }
}
