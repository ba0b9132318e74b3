using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsService.Api.Health;

/// <summary>Healthy, or degraded with what the operator should change, or unhealthy with the reason why requests get 503.</summary>
/// <remarks>
/// However many ask, and nobody needs a key to, the database is asked by one at a time and once a second. Who asks is answered
/// within a second, also while the database hangs.
/// </remarks>
internal sealed class DatabaseHealthCheck(DatabaseReadiness readiness, TimeProvider time) : IHealthCheck
{
    public const string Name = "database";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    private Task<HealthCheckResult>? _check;
    private long _begunAt;
    private volatile string _lastFailure = "";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var (check, begunAt) = Current();
        try
        {
            var left = Patience - time.GetElapsedTime(begunAt);
            return await check.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What takes longer fails by its own time-outs as a rule, and then it is known why.
            return HealthCheckResult.Unhealthy($"The database does not answer within a second. {_lastFailure}".Trim());
        }
    }

    private (Task<HealthCheckResult> Check, long BegunAt) Current()
    {
        lock (_lock)
        {
            if (_check is null || (_check.IsCompleted && time.GetElapsedTime(_begunAt) >= Fresh))
            {
                // Elsewhere, since SQLite waits in place; and to its end, whoever asks no longer.
                _begunAt = time.GetTimestamp();
                _check = Task.Run(Check);
            }

            return (_check, _begunAt);
        }
    }

    private async Task<HealthCheckResult> Check()
    {
        try
        {
            var advice = await readiness.Check(CancellationToken.None);
            _lastFailure = "";
            return advice.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Join(' ', advice));
        }
        catch (DatabaseUnavailableException unavailable)
        {
            _lastFailure = unavailable.Message;
            return HealthCheckResult.Unhealthy(unavailable.Message);
        }
    }
}
