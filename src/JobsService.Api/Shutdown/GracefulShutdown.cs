using JobsService.Api.Startup;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Shutdown;

/// <summary>
/// The end of the service: first it is not ready any more and still answers, then it takes no connections and lets running
/// requests end, then it cuts them off.
/// </summary>
internal sealed partial class GracefulShutdown(
    IOptions<ShutdownOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<GracefulShutdown> logger
) : IHostedLifecycleService
{
    /// <summary>Before anything of the service stops; the web server's turn, with its drain, comes after this.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var (unready, drain) = (options.Value.UnreadySeconds, options.Value.DrainSeconds);
        LogStopping(unready, drain);

        // A signal has done so already; whoever stops the host otherwise would only after this.
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
        Message = "Stopping: not ready from now on, no new connections in {UnreadySeconds} s, then {DrainSeconds} s for what runs"
    )]
    private partial void LogStopping(long unreadySeconds, long drainSeconds);
}
