using System.Text;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>What the program writes and sends does not contain API keys, even if everything is logged.</summary>
[OnEveryEngine]
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class SecretsInTelemetryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    // More than the last four characters, which are public, and less than a line that is cut off could contain.
    private const int LeakedLength = 16;

    private readonly List<string> _sent = [];

    [Test]
    public async Task No_log_line_trace_or_metric_contains_a_secret_or_an_Authorization_header_at_verbose_level(
        CancellationToken cancellationToken
    )
    {
        await using var collector = await RecordingCollector.StartFor(Database);
        var metrics = $"http://127.0.0.1:{FreePort.Find()}";
        Database.Settings["Telemetry:MetricsUrl"] = metrics;
        Database.Settings["Serilog:MinimumLevel:Default"] = "Verbose";
        Database.Settings["Serilog:MinimumLevel:Override:Microsoft.AspNetCore"] = "Verbose";
        var key = await Database.AddKey(1);
        await using var service = await ServingProcess.Start(Database, cancellationToken);

        await UseKeys(service, key, cancellationToken);
        await SendMalformedRequests(service.Client.BaseAddress!, key);
        var scraped = await service.Client.GetStringAsync($"{metrics}/metrics", cancellationToken);
        await service.Terminate(cancellationToken);

        string[] sinks = [service.Printed, scraped, .. collector.Received.Values];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.Printed, Does.Contain("\"@l\":\"Verbose\""));
            Assert.That(scraped, Does.Contain("jobsservice_authentications_total"));
            Assert.That(collector.Received.Keys, Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics" }));
            Assert.That(LinesWithSecrets(sinks), Is.Empty);
        }
    }

    /// <summary>Authenticates, and creates, rotates and revokes a key.</summary>
    private async Task UseKeys(ServingProcess service, string key, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { Routes.All, Routes.AllOnAllOrganizations, Routes.AuditLog, "/unknown" })
        {
            await Send(HttpMethod.Get, path, key);
            await Send(HttpMethod.Get, path, $"1:{ApiKeySecret.Generate().Reveal()}");
        }

        var created = await Send(HttpMethod.Post, Routes.ApiKeys, key, """{"api_key":{"name":"a key"}}""");
        var id = created.Data.GetProperty("id").GetInt64();
        var first = $"1:{created.Data.GetProperty("secret").GetString()}";
        await Send(HttpMethod.Get, Routes.All, first);
        var rotated = await Send(HttpMethod.Post, Routes.Rotate(id), key, """{"api_key":{"overlap_minutes":0}}""");
        await Send(HttpMethod.Get, Routes.All, first);
        await Send(HttpMethod.Get, Routes.All, $"1:{rotated.Data.GetProperty("secret").GetString()}");

        // Bodies with a secret are refused: a secret cannot be chosen.
        var secret = key.Split(':')[1];
        await Send(HttpMethod.Put, Routes.ApiKey(id), key, $$$"""{"api_key":{"secret":"{{{secret}}}"}}""");
        await Send(HttpMethod.Post, Routes.ApiKeys, key, $$$"""{"api_key":{"name":"a","role":"{{{secret}}}"}}""");
        await Send(HttpMethod.Post, Routes.ApiKeys, key, $$"""{"api_key": "{{secret}}""");
        await Send(HttpMethod.Delete, Routes.ApiKey(id), key);

        async Task<Envelope> Send(HttpMethod method, string path, string credentials, string? json = null)
        {
            _sent.Add(credentials);
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = RunningService.Basic(credentials);
            request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            using var response = await service.Client.SendAsync(request, cancellationToken);
            return await Envelope.Of(response);
        }
    }

    /// <summary>Sends credentials in ways that are refused, by the service or by the web server.</summary>
    private static async Task SendMalformedRequests(Uri address, string key)
    {
        var secret = key.Split(':')[1];
        var basic = RunningService.Basic(key);
        string[] headers =
        [
            $"Authorization: Bearer {secret}",
            $"Authorization: {key}",
            $"Authorization: Basic {key}",
            $"Authorization: {basic}=",
            $"Authorization: {basic}\r\nAuthorization: {basic}",
            $"Authorization : {basic}",
            $"Authorization {basic}",
            $"Authorization: {basic}\0",
            $"Authorization: {basic}\rX: y",
            $"X: y\r\n Authorization: {basic}",
            $"Authorization: {basic}\u00e9",
            $"{basic}",
            $"{secret}",
            $"Host: {secret}:{secret}",
            $"Content-Length: {secret}",
            $"Transfer-Encoding: {secret}",
        ];
        string[] requests =
        [
            .. headers.Select(header =>
                $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\n{header}\r\nConnection: close\r\n\r\n"
            ),
            $"GET http://{key}@x{Routes.All} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            $"GET {basic} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            $"{basic} {Routes.All} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            $"GET {Routes.All} {basic}\r\nHost: x\r\nConnection: close\r\n\r\n",
        ];
        foreach (var request in requests)
        {
            await RawHttp.Send(address, request);
        }
    }

    /// <summary>The lines that contain the beginning of a secret, of credentials in Base64, or of their Base64 in Base64.</summary>
    private IEnumerable<string> LinesWithSecrets(IEnumerable<string> sinks)
    {
        string[] forms =
        [
            .. _sent
                .Distinct(StringComparer.Ordinal)
                .SelectMany(credentials =>
                    new[]
                    {
                        credentials.Split(':')[1],
                        RunningService.Basic(credentials).Parameter!,
                        Base64Of(RunningService.Basic(credentials).Parameter!),
                        Base64Of($"{RunningService.Basic(credentials)}"),
                        Base64Of(credentials.Split(':')[1]),
                    }
                )
                .Select(form => form[..LeakedLength]),
        ];
        return sinks
            .SelectMany(sink => sink.Split('\n'))
            .Where(line => Array.Exists(forms, form => line.Contains(form, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Base64Of(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
