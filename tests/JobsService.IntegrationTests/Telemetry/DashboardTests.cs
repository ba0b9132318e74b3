using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>The dashboard, the alerts and the page of operations speak of metrics that there are.</summary>
[CancelAfter(300_000)]
internal sealed partial class DashboardTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // What only SQL Server has.
    private static readonly string[] Others =
    [
        "db_client_operation_duration_seconds",
        "db_client_operation_duration_seconds_bucket",
    ];

    [TestCase("build/grafana-dashboard.json")]
    [TestCase("build/alerts.yaml")]
    [TestCase("docs/operations.md")]
    public async Task Every_metric_that_is_named_is_scraped(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file));
        var named = Metric().Matches(text).Select(metric => metric.Value).Distinct(StringComparer.Ordinal).ToArray();

        var scraped = await Scrape();

        Assert.That(named, Has.Length.GreaterThan(3));
        Assert.That(
            named.Where(name => !Others.Contains(name, StringComparer.Ordinal)),
            Is.All.Matches<string>(name => IsIn(scraped, name)),
            scraped
        );
    }

    private static bool IsIn(string scraped, string name) =>
        Regex.IsMatch(
            scraped,
            $"^{name}(_bucket)?[{{ ]",
            RegexOptions.ExplicitCapture | RegexOptions.Multiline,
            TimeSpan.FromSeconds(1)
        );

    /// <summary>After everything has happened once that is counted.</summary>
    private async Task<string> Scrape()
    {
        var key = await Database.AddKey(1);
        await Database.AddJobs(JobBuilder.Job(1));
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        Database.Settings["Telemetry:MetricsUrl"] = address;
        Database.Settings["Telemetry:JobCountSeconds"] = "3600";
        Database.Settings["Authentication:FailuresPerMinutePerAddress"] = "1";
        await using var service = await RunningService.Start(Database);
        using var list = await service.Get(Routes.All, key);
        using var bad = await service.Get(Routes.All, "1:bad");
        using var worse = await service.Get(Routes.All, "1:worse");
        GC.Collect();
        string text;
        do
        {
            text = await service.Client.GetStringAsync(new Uri($"{address}/metrics"));
        } while (!text.Contains("jobsservice_jobs{", StringComparison.Ordinal));

        return text;
    }

    [GeneratedRegex(
        @"\b(jobsservice|http_server|kestrel|dotnet|db_client)_[a-z_]*[a-z]\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Metric();
}
