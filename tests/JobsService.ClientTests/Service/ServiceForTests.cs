using JobsService.Api;
using JobsService.Client;
using JobsService.IntegrationTests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace JobsService.ClientTests.Service;

/// <summary>The whole service in this process, which can be restarted at the same address.</summary>
internal sealed class ServiceForTests : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _environment;
    private WebApplication _app;

    private ServiceForTests(TestDatabase database, string environment, WebApplication app)
    {
        (_database, _environment, _app) = (database, environment, app);
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public static async Task<ServiceForTests> Start(TestDatabase database, string environment = "Production") =>
        new(database, environment, await StartAt("http://127.0.0.1:0", database, environment));

    /// <summary>Creates a client whose delays are short.</summary>
    /// <param name="key">The credentials, <c>ORGANIZATION:SECRET</c>.</param>
    /// <param name="configure">Changes the options.</param>
    public JobsClient Client(string key, Action<JobsClientOptions>? configure = null)
    {
        var options = new JobsClientOptions { RetryDelay = TimeSpan.FromMilliseconds(1) };
        configure?.Invoke(options);
        return new JobsClient(Address, JobsCredential.Parse(key), options);
    }

    /// <summary>Stops the service gracefully and starts it again.</summary>
    public async Task Restart()
    {
        await _app.DisposeAsync();
        _app = await StartAt(Address.ToString(), _database, _environment);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<WebApplication> StartAt(string address, TestDatabase database, string environment)
    {
        var builder = ServiceHost.CreateBuilder(environment);
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Configuration["urls"] = address;
        builder.Logging.ClearProviders();
        builder.AddHttp();
        var app = builder.Build().MapHttp();
        await app.StartAsync();
        return app;
    }
}
