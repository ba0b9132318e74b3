using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage.Monitoring;
using JobsService.Benchmarks.Comparison;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Benchmarks.Peers;

/// <summary>
/// Hangfire's storage in memory, with routes that return pages of its monitoring API as JSON, and with its dashboard. Neither requires
/// a key.
/// </summary>
internal static class HangfireProgram
{
    public const string Ready = "/ready";
    public const string Dashboard = "/hangfire";

    /// <summary>Creates the jobs and returns the program.</summary>
    public static WebApplication Create(string urls, int jobs)
    {
        var storage = new InMemoryStorage(new InMemoryStorageOptions());
        HangfireJobs.Create(storage, jobs);
        var builder = ComparisonHost.CreateBuilder(urls);
        builder.Services.AddHangfire(hangfire => hangfire.UseStorage(storage));
        var app = builder.Build();
        app.UseHangfireDashboard(Dashboard);
        var monitoring = storage.GetMonitoringApi();
        app.MapGet(Ready, () => Description);
        app.MapGet(
            "/succeeded",
            (HttpContext context, int from, int count) =>
                Send(context, monitoring.SucceededJobs(from, count).Select(RowOf))
        );
        app.MapGet(
            "/failed",
            (HttpContext context, int from, int count) =>
                Send(context, monitoring.FailedJobs(from, count).Select(RowOf))
        );
        return app;
    }

    private static string Description =>
        $"Hangfire {VersionOf(typeof(JobStorage))} with Hangfire.InMemory {VersionOf(typeof(InMemoryStorage))}";

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(fieldCount: 3);

    private static Task Send(HttpContext context, IEnumerable<HangfireRow> rows) =>
        context.Response.WriteAsJsonAsync(
            rows,
            HangfireJson.Default.IEnumerableHangfireRow,
            cancellationToken: context.RequestAborted
        );

    private static HangfireRow RowOf(KeyValuePair<string, SucceededJobDto> job) =>
        new(
            job.Key,
            job.Value.Job.Type.Name,
            job.Value.Job.Method.Name,
            job.Value.InvocationData.Arguments,
            "Succeeded",
            job.Value.SucceededAt,
            job.Value.TotalDuration,
            Message: null
        );

    private static HangfireRow RowOf(KeyValuePair<string, FailedJobDto> job) =>
        new(
            job.Key,
            job.Value.Job.Type.Name,
            job.Value.Job.Method.Name,
            job.Value.InvocationData.Arguments,
            "Failed",
            job.Value.FailedAt,
            DurationMs: null,
            job.Value.ExceptionMessage
        );
}
