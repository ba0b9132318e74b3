using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>The metrics that the dashboard, the alerts and the operations page name exist.</summary>
[CancelAfter(300_000)]
[NonParallelizable]
internal sealed partial class DashboardTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // Exported only with SQL Server.
    private static readonly string[] SqlServerOnly =
    [
        "db_client_operation_duration_seconds",
        "db_client_operation_duration_seconds_bucket",
    ];

    [TestCase("build/grafana-dashboard.json")]
    [TestCase("build/alerts.yaml")]
    [TestCase("docs/operations.md")]
    public async Task Every_metric_that_the_file_names_is_exported(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file));
        var named = Metric().Matches(text).Select(metric => metric.Value).Distinct(StringComparer.Ordinal).ToArray();

        var scraped = await Scrape();

        Assert.That(named, Has.Length.GreaterThan(3));
        Assert.That(
            named.Where(name => !SqlServerOnly.Contains(name, StringComparer.Ordinal)),
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

    /// <summary>Scrapes the metrics after each counted event has occurred once.</summary>
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
        using var events = await service.Get(Routes.Events, key);
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
