using System.Net.Http.Headers;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>The request log of a running service, with one line per request.</summary>
[CancelAfter(300_000)]
internal sealed class RequestLogTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_request_is_logged_in_one_line_with_its_caller_route_and_result()
    {
        var key = await Database.AddKey(7);
        await Database.AddJobs(JobBuilder.Job(1, organizationId: 7), JobBuilder.Job(2, organizationId: 7));
        await using var service = await RunningService.Start(Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.All}?state=a-state-of-mine");
        request.Headers.Authorization = RunningService.Basic(key);
        request.Headers.Add("X-Request-Id", "my-request");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var filtered = await service.Client.SendAsync(request);
        using var all = await service.Get(Routes.All, key);
        await service.Stop();

        var lines = service
            .Log.Lines.Where(line => line.StartsWith("Information HTTP", StringComparison.Ordinal))
            .ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(
                lines[0],
                Does.Contain("responded 200 (complete)")
                    .And.Contain("RequestId=\"my-request\"")
                    .And.Contain("Route=\"ga/api/v2/jobs/all\"")
                    .And.Contain("OrganizationId=7")
                    .And.Contain("ApiKeyId=1")
                    .And.Contain("Rows=0")
                    .And.Contain("ClientAddress=\"127.0.0.1\"")
                    .And.Contain("Elapsed=")
                    .And.Contain("TraceId=0af7651916cd43dd8448eb211c80319c")
            );
            Assert.That(lines[1], Does.Contain("Rows=2").And.Match("TraceId=[0-9a-f]{32}"));
            Assert.That(
                service.Log.Lines,
                Has.None.Contains("a-state-of-mine"),
                "Query strings can contain confidential values."
            );
        }
    }

    [Test]
    public async Task An_error_is_logged_with_its_route_and_a_probe_is_not_logged()
    {
        var key = await Database.AddKey(7);
        await using var service = await RunningService.Start(Database);

        using var missing = await service.Get(Routes.Job(404), key);
        using var probe = await service.Get("/health/live");
        await service.Stop();

        Assert.That(service.Log.Lines, Has.Exactly(1).Contains("responded 404").And.Contains("jobs/{id:id}"));
        Assert.That(service.Log.Lines, Has.None.Contains("health"));
    }

    [Test]
    public async Task Log_levels_follow_the_settings_file_while_the_service_runs(CancellationToken cancellationToken)
    {
        var file = Database.File + ".json";
        await File.WriteAllTextAsync(file, SettingsOf("Information"), cancellationToken);
        Environment.SetEnvironmentVariable("SettingsFile", file);
        RunningService service;
        try
        {
            service = await RunningService.Start(Database);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SettingsFile", null);
        }

        await using var stopped = service;
        await File.WriteAllTextAsync(file, SettingsOf("Fatal"), cancellationToken);
        WaitForLevel(service, isInformation: false, cancellationToken);
        using var unheard = await service.Get("/unheard");

        // A request is logged after its response was sent, but before the next request on its connection begins.
        using var next = await service.Get("/health/live");
        await File.WriteAllTextAsync(file, SettingsOf("Information"), cancellationToken);
        WaitForLevel(service, isInformation: true, cancellationToken);
        using var heard = await service.Get("/heard");
        await service.Stop();

        Assert.That(service.Log.Lines, Has.Some.Contains("/heard").And.None.Contains("/unheard"));
    }

    private static string SettingsOf(string level) =>
        $$"""{ "Serilog": { "MinimumLevel": { "Default": "{{level}}" } } }""";

    /// <summary>
    /// Waits until the log has the level of the settings. The file can be read while it is still empty, and the configuration
    /// notifies other subscribers of a change before the log.
    /// </summary>
    private static void WaitForLevel(RunningService service, bool isInformation, CancellationToken cancellationToken)
    {
        var log = service.Services.GetRequiredService<Serilog.ILogger>();
        var wait = new SpinWait();
        while (log.IsEnabled(LogEventLevel.Information) != isInformation)
        {
            cancellationToken.ThrowIfCancellationRequested();
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }
}
