using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsService.Api.Health;

/// <summary>
/// Reports whether the database can serve requests: healthy; degraded, with a recommendation for the operator; or unhealthy, with
/// the reason why requests are answered with 503.
/// </summary>
/// <remarks>
/// The route needs no key, so concurrent probes share one check, and its result is cached for <see cref="CacheDuration"/>. A probe
/// is answered within <see cref="Timeout"/> even while the database hangs.
/// </remarks>
internal sealed class DatabaseHealthCheck(DatabaseReadiness readiness, DatabaseCheck damage, TimeProvider time)
    : IHealthCheck
{
    public const string Name = "database";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(1);

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
            var remaining = Timeout - time.GetElapsedTime(begunAt);
            return await check.WaitAsync(
                remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero,
                time,
                cancellationToken
            );
        }
        catch (TimeoutException)
        {
            // A slower check usually fails with its own timeout later; until then, the last known cause is reported.
            return HealthCheckResult.Unhealthy($"The database does not answer within a second. {_lastFailure}".Trim());
        }
    }

    private (Task<HealthCheckResult> Check, long BegunAt) Current()
    {
        lock (_lock)
        {
            if (_check is null || (_check.IsCompleted && time.GetElapsedTime(_begunAt) >= CacheDuration))
            {
                // On another thread, because SQLite blocks. Not cancelled with the probe, because others share the result.
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
            IReadOnlyList<string> advice =
            [
                // Degraded, because most requests still get correct answers and there is no other copy of the file to send them to.
                .. damage.Problems.Count > 0 ? [damage.Message] : Array.Empty<string>(),
                .. await readiness.Check(CancellationToken.None),
            ];
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
