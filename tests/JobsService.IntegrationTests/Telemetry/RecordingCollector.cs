using System.Collections.Concurrent;
using System.Text;
using JobsService.IntegrationTests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>A fake OpenTelemetry collector that records what it receives.</summary>
internal sealed class RecordingCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private RecordingCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Record);
    }

    /// <summary>The received data by path. Its format is binary, but texts in it are readable.</summary>
    public IReadOnlyDictionary<string, string> Received => _received;

    /// <summary>Starts a collector and configures the services of a database to send to it.</summary>
    public static async Task<RecordingCollector> StartFor(TestDatabase database)
    {
        var collector = new RecordingCollector();
        await collector._app.StartAsync();
        database.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector._app.Urls.Single();
        database.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Record(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var body = await reader.ReadToEndAsync();
        _received.AddOrUpdate(context.Request.Path, body, (_, before) => before + body);
    }
}
