using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using JobsService.Api;
using JobsService.Api.Startup;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace JobsService.IntegrationTests.Service;

/// <summary>The whole service in this process, on a real socket.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningService(WebApplication app, CapturedLog log)
    {
        _app = app;
        Log = log;
        // The address of metrics, if there is one, is the last.
        Client = new HttpClient(new FirstEventHandler()) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningService> Start(
        TestDatabase database,
        string environment = "Production",
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var log = new CapturedLog();
        ServiceLogsAttribute.Add(() => log.Lines);
        var builder = ServiceHost.CreateBuilder(environment);
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton<ILogEventSink>(log);
        builder.AddHttp();
        configure?.Invoke(builder);
        var app = builder.Build().MapHttp();
        await app.StartAsync();

        // A test can then lock or damage the file without another reader.
        await app.Services.GetRequiredService<DatabaseDamageMonitor>().FirstAttempt;
        return new RunningService(app, log);
    }

    /// <summary>Sends a GET with credentials, <c>ORGANIZATION:SECRET</c>, or without any.</summary>
    /// <remarks>A response of the API is validated against its OpenAPI document, unless only its headers are awaited.</remarks>
    public async Task<HttpResponseMessage> Get(
        string path,
        string? credentials = null,
        HttpCompletionOption until = HttpCompletionOption.ResponseContentRead
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (credentials is not null)
        {
            request.Headers.Authorization = Basic(credentials);
        }

        var response = await Client.SendAsync(request, until);
        if (until == HttpCompletionOption.ResponseContentRead)
        {
            await DocumentedAnswers.Check(response);
        }

        return response;
    }

    /// <summary>Sends a request with credentials and a body of JSON, or without.</summary>
    /// <remarks>The response is validated against the OpenAPI document.</remarks>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string credentials, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = Basic(credentials);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, MediaTypeNames.Application.Json);
        var response = await Client.SendAsync(request);
        await DocumentedAnswers.Check(response);
        return response;
    }

    public static AuthenticationHeaderValue Basic(string credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    /// <summary>Shuts the service down gracefully, as SIGTERM does.</summary>
    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
