using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsService.Api.Health;

/// <summary>
/// <c>/health/live</c> (the process responds), and <c>/health/ready</c> and <c>/health</c> (the database is available and the service is
/// not shutting down). They answer probes with 200 or 503, need no key, and are not part of the Jobs API, so they do not use its envelope.
/// </summary>
internal static class HealthRoutes
{
    /// <summary>Adds the health checks.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseHealthCheck>();
        services
            .AddHealthChecks()
            .AddCheck<ShutdownHealthCheck>(ShutdownHealthCheck.Name)
            .AddCheck<DatabaseHealthCheck>(DatabaseHealthCheck.Name);
    }

    /// <summary>Maps the routes.</summary>
    public static void MapHealth(this WebApplication app)
    {
        Map(app, "/health/live", static _ => false);
        Map(app, "/health/ready", static _ => true);
        Map(app, "/health", static _ => true);
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> predicate) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = Write })
            .WithDisplayName(path)
            .AllowAnonymous();

    /// <summary>Writes <c>{"status":"Healthy"}</c>, or with a check's description: <c>{"status":"Degraded","database":"…"}</c>.</summary>
    private static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", report.Status.ToString());
        foreach (var (name, check) in report.Entries.Where(entry => entry.Value.Description is not null))
        {
            writer.WriteString(name, check.Description);
        }

        writer.WriteEndObject();
    }
}
