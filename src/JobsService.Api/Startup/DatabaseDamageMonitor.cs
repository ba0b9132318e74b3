using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;

namespace JobsService.Api.Startup;

/// <summary>
/// Checks the embedded database for damage after the service has started, and logs the problems. The health check reports them
/// until the service is restarted.
/// </summary>
internal sealed partial class DatabaseDamageMonitor(
    DatabaseCheck database,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DatabaseDamageMonitor> logger
) : BackgroundService
{
    // A database that is not available yet is checked later.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first check has ended.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (database.IsSupported)
            {
                await Started(stoppingToken);
                await CheckUntilDone(stoppingToken);
            }
        }
        finally
        {
            _firstAttempt.TrySetResult();
        }
    }

    private async Task Started(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task CheckUntilDone(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RetryInterval, time);
        do
        {
            if (await TryCheck(cancellationToken))
            {
                return;
            }

            _firstAttempt.TrySetResult();
        } while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<bool> TryCheck(CancellationToken cancellationToken)
    {
        try
        {
            // A thread of its own, because the check blocks it for as long as reading the whole file takes.
            var problems = await Task.Factory.StartNew(
                () => database.FindProblems(cancellationToken),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            if (problems.Count > 0)
            {
                LogDamaged(database.Message, string.Join(" | ", problems));
            }

            return true;
        }
        catch (DatabaseUnavailableException)
        {
            // The startup and the health check report the cause.
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An unhandled exception in a background service would stop the host.
            LogNotChecked(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Damage} Problems: {Problems}")]
    private partial void LogDamaged(string damage, string problems);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot check the database for damage")]
    private partial void LogNotChecked(Exception exception);
}
