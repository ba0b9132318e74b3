using System.Collections.Concurrent;
using System.Text;
using JobsService.IntegrationTests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>Stands where an OpenTelemetry collector would, and only keeps what it is sent.</summary>
internal sealed class KeepingCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private KeepingCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Keep);
    }

    /// <summary>What came, by path. It is in a binary format, in which texts stand as they are.</summary>
    public IReadOnlyDictionary<string, string> Received => _received;

    /// <summary>Starts one, to which the services of a database will send.</summary>
    public static async Task<KeepingCollector> StartFor(TestDatabase database)
    {
        var collector = new KeepingCollector();
        await collector._app.StartAsync();
        database.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector._app.Urls.Single();
        database.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Keep(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var body = await reader.ReadToEndAsync();
        _received.AddOrUpdate(context.Request.Path, body, (_, before) => before + body);
    }
}
