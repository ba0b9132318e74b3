using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>The metrics that Prometheus scrapes, and their address.</summary>
[OnEveryEngine]
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed class MetricsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(1);
        await Database.AddJobs(
            JobBuilder.Job(1, state: "sending"),
            JobBuilder.Job(2, state: "Sending"),
            JobBuilder.Job(3, state: "finished")
        );
    }

    [Test]
    public async Task Requests_are_counted_in_the_scraped_metrics()
    {
        var (service, metrics) = await Start();
        await using var stopped = service;

        using var list = await service.Get(Routes.All, _key);
        using var forbidden = await service.Get(Routes.AllOnAllOrganizations, _key);
        using var bad = await service.Get(Routes.All, $"1:{new string('0', 40)}");
        using var missing = await service.Get(Routes.All);
        var text = await service.Client.GetStringAsync(metrics);

        using (Assert.EnterMultipleScope())
        {
            AssertSample(text, "jobsservice_list_rows_total", "3", "http_route=\"ga/api/v2/jobs/all\"");
            AssertSample(text, "jobsservice_lists_total", "1", "ending=\"whole\"");
            AssertSample(text, "jobsservice_list_first_row_duration_seconds_count", "1", "jobs/all\"");
            AssertSample(text, "jobsservice_authentications_total", "2", "outcome=\"good\"");
            AssertSample(text, "jobsservice_authentications_total", "1", "outcome=\"bad\"");
            AssertSample(text, "jobsservice_authentications_total", "1", "outcome=\"missing\"");
            AssertSample(text, "jobsservice_scopes_total", "1", "granted", "GetAllJobs", "own_organization");
            AssertSample(text, "jobsservice_scopes_total", "1", "refused", "GetAllJobs", "every_organization");
            AssertSample(text, "http_server_request_duration_seconds_count", "1", "403", "all_on_all_organizations");
            Assert.That(text, Does.Contain("dotnet_gc_collections_total"));
            Assert.That(text, Does.Not.Contain("jobsservice_jobs{"), "Job counts are off by default.");
        }
    }

    [Test]
    public async Task Rejections_are_counted_by_limit()
    {
        var (service, metrics) = await Start(
            ("RateLimiting:RequestsPerSecondPerKey", "1"),
            ("Authentication:FailuresPerMinutePerAddress", "1")
        );
        await using var stopped = service;

        while ((await service.Get(Routes.All, _key)).StatusCode != HttpStatusCode.TooManyRequests) { }

        using var bad = await service.Get(Routes.All, $"1:{new string('0', 40)}");
        using var worse = await service.Get(Routes.All, $"1:{new string('1', 40)}");
        var text = await service.Client.GetStringAsync(metrics);

        using (Assert.EnterMultipleScope())
        {
            AssertSample(text, "jobsservice_throttles_total", "1", "limit=\"requests_of_key\"");
            AssertSample(text, "jobsservice_throttles_total", "1", "limit=\"failures\"");
            AssertSample(text, "jobsservice_authentications_total", "1", "outcome=\"told_to_wait\"");
        }
    }

    [Test]
    public async Task Jobs_are_counted_by_state_and_type_when_JobCountSeconds_is_set()
    {
        var (service, metrics) = await Start(("Telemetry:JobCountSeconds", "3600"));
        await using var stopped = service;

        string text;
        do
        {
            text = await service.Client.GetStringAsync(metrics);
        } while (!text.Contains("jobsservice_jobs{", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            AssertSample(text, "jobsservice_jobs", "2", "state=\"sending\"");
            AssertSample(text, "jobsservice_jobs", "1", "state=\"finished\"", "job_type=\"Campaign\"");
        }
    }

    [Test]
    public async Task The_address_of_the_API_does_not_serve_metrics_whatever_the_request_contains()
    {
        var (service, metrics) = await Start(("Transport:TrustedProxies:0", "127.0.0.1"));
        await using var stopped = service;
        var host = service.Client.BaseAddress!.Authority;

        foreach (
            var (target, headers) in new[]
            {
                ("/metrics", $"Host: {host}"),
                ("/metrics", $"Host: {metrics.Authority}"),
                (
                    "/metrics",
                    $"Host: {host}\r\nX-Forwarded-Host: {metrics.Authority}\r\nX-Forwarded-Port: {metrics.Port}"
                ),
                ("/metrics", $"Host: {host}\r\nX-Forwarded-For: 127.0.0.1:{metrics.Port}\r\nX-Forwarded-Proto: http"),
                ("/metrics", $"Host: {host}\r\nX-Original-URL: {metrics}\r\nX-Rewrite-URL: {metrics}"),
                ($"{metrics}", $"Host: {metrics.Authority}"),
                ("/METRICS", $"Host: {metrics.Authority}"),
                ("/%6detrics", $"Host: {metrics.Authority}"),
                ("/metrics/", $"Host: {metrics.Authority}"),
                ("//metrics", $"Host: {metrics.Authority}"),
                ("/docs/../metrics?x", $"Host: {metrics.Authority}"),
                ("/health/%2e%2e/metrics", $"Host: {metrics.Authority}"),
            }
        )
        {
            var answer = await RawHttp.Send(
                service.Client.BaseAddress,
                $"GET {target} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n"
            );

            Assert.That(
                answer,
                Does.StartWith("HTTP/1.1 404 ").And.Contain("\"error_code\":\"not_found\""),
                $"{target} {headers}"
            );
        }
    }

    [Test]
    public async Task The_metrics_address_serves_nothing_but_metrics()
    {
        var (service, metrics) = await Start();
        await using var stopped = service;
        var api = service.Client.BaseAddress!;
        string[] paths =
        [
            Routes.All,
            Routes.ApiKeys,
            "/docs",
            "/openapi/v2.json",
            "/health/live",
            "/health/ready",
            "/",
        ];

        var scraped = await RawHttp.Send(metrics, Request("/metrics", metrics));
        Assert.That(scraped, Does.StartWith("HTTP/1.1 200 ").And.Contain("dotnet_gc"));
        foreach (
            var request in paths.SelectMany(path =>
                new[] { Request(path, metrics), Request(path, api), Request($"{new Uri(api, path)}", api) }
            )
        )
        {
            Assert.That(
                await RawHttp.Send(metrics, request),
                Does.StartWith("HTTP/1.1 404 ").And.Contain("Content-Length: 0"),
                request
            );
        }

        string Request(string target, Uri host) =>
            $"GET {target} HTTP/1.1\r\nHost: {host.Authority}\r\nAuthorization: {RunningService.Basic(_key)}\r\n"
            + "Connection: close\r\n\r\n";
    }

    private async Task<(RunningService Service, Uri Metrics)> Start(params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            Database.Settings[name] = value;
        }

        var address = $"http://127.0.0.1:{FreePort.Find()}";
        Database.Settings["Telemetry:MetricsUrl"] = address;
        return (await RunningService.Start(Database), new Uri($"{address}/metrics"));
    }

    /// <summary>Asserts that the metrics contain a sample with this name and value and, in any order, these labels.</summary>
    private static void AssertSample(string text, string name, string value, params string[] labels)
    {
        var lines = text.Split('\n').Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal)).ToArray();
        var fitting = lines.Where(line =>
            line.EndsWith($"}} {value}", StringComparison.Ordinal)
            && Array.TrueForAll(labels, label => line.Contains(label, StringComparison.OrdinalIgnoreCase))
        );
        Assert.That(
            fitting,
            Is.Not.Empty,
            $"{name} {string.Join(' ', labels)} is not {value} in:\n{string.Join('\n', lines)}"
        );
    }
}
