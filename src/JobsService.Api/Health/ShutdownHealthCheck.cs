using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsService.Api.Health;

/// <summary>Unhealthy during a graceful shutdown, so that load balancers stop sending requests.</summary>
internal sealed class ShutdownHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public const string Name = "service";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The service is stopping.")
                : HealthCheckResult.Healthy()
        );
}
