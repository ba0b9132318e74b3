using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsService.Api.Hosting;

/// <summary>Healthy, or degraded with what the operator should change, or unhealthy with the reason why requests get 503.</summary>
internal sealed class DatabaseHealthCheck(DatabaseReadiness readiness) : IHealthCheck
{
    public const string Name = "database";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var advice = await readiness.Check(cancellationToken);
            return advice.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Join(' ', advice));
        }
        catch (DatabaseUnavailableException unavailable)
        {
            return HealthCheckResult.Unhealthy(unavailable.Message);
        }
    }
}
