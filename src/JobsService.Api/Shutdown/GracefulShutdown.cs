using JobsService.Api.Startup;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Shutdown;

/// <summary>
/// Shuts the service down gracefully: it first reports not ready but still serves requests, then accepts no new connections and
/// waits for running requests, and finally aborts them.
/// </summary>
internal sealed partial class GracefulShutdown(
    IOptions<ShutdownOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<GracefulShutdown> logger
) : IHostedLifecycleService
{
    /// <summary>Runs before the hosted services stop, so before the web server stops accepting connections and drains.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var (unready, drain) = (options.Value.UnreadySeconds, options.Value.DrainSeconds);
        LogStopping(unready, drain);

        // A signal has already done this. Without a signal, the host would do it only after this method.
        lifetime.StopApplication();
        if (unready > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(unready), time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Stopping: not ready from now on, no new connections in {UnreadySeconds} s, then {DrainSeconds} s for running requests"
    )]
    private partial void LogStopping(long unreadySeconds, long drainSeconds);
}
